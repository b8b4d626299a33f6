import type { Layer } from '@upsell/engine';
import { escaped } from './markdown.ts';
import { preciseRateText, shortCountText } from './numbers.ts';

/** A channel as a card for the people who work it. */
export interface ChannelCard {
  readonly name: string;
  readonly title?: string;
  readonly layer?: Layer;
  readonly source?: string;
  /** Display name, team and handle of who answers for the channel. */
  readonly owner?: { readonly label: string; readonly team?: string; readonly handle?: string };
  readonly moments: readonly string[];
  /** Where a flag is raised in one click. */
  readonly flag?: string;
  /** A month, in the mean of the period; absent where they are withheld. */
  readonly touches?: number;
  readonly opened?: number;
}

/** The channels' moments and flags as Markdown, a section a channel. No text of the model becomes markup or an unsafe link. */
export function playbook(title: string, cards: readonly ChannelCard[]): string {
  const sections = cards.map((card) => section(card).join('\n'));
  const quiet = cards.filter(({ moments }) => moments.length === 0).map(({ name }) => `\`${name}\``);
  const rest = quiet.length > 0 ? [`No moment is written down yet for ${quiet.join(', ')}.`] : [];
  return `${[`# ${escaped(title)}`, ...sections, ...rest].join('\n\n')}\n`;
}

function section({
  name,
  title,
  layer,
  source,
  owner,
  moments,
  flag,
  touches,
  opened,
}: ChannelCard): readonly string[] {
  const lines = [`## ${escaped(title ?? name)}`, ''];
  const who = owner && [escaped(owner.label), owner.team && escaped(owner.team), owner.handle && `\`${owner.handle}\``];
  const facts = [
    layer,
    source && `source \`${source}\``,
    who && `answered for by ${who.filter((part) => part !== undefined && part !== '').join(', ')}`,
  ];
  lines.push(facts.filter((fact) => fact !== undefined && fact !== '').join(' · '));
  if (touches !== undefined && opened !== undefined && touches > 0)
    lines.push(
      '',
      `Of ${shortCountText(touches)} touches a month ${shortCountText(opened)} open an opportunity (${preciseRateText(opened / touches)}).`,
    );
  if (moments.length > 0)
    lines.push('', '**A moment to sell looks like this**', '', ...moments.map((text) => `- ${escaped(text)}`));
  if (flag !== undefined) lines.push('', `**Raise a flag:** ${link(flag)}`);
  return lines;
}

/** A link for what a browser may open, plain text for all else. */
const link = (url: string): string =>
  /^https?:\/\/[^\s<>"`]+$/i.test(url) ? `<${url}>` : `\`${url.replaceAll('`', "'")}\``;
