import { monthlyMean } from '@upsell/engine';
import { channelTexts, ownersOf } from '@upsell/language';
import { type ChannelCard, playbook as playbookMarkdown } from '@upsell/report';
import { EXIT } from '../exit.ts';
import { type Analysed, loadWhole } from '../models.ts';
import { type Common, print, visible, warn } from '../output.ts';

/** `upsell playbook`: the channels' moments and flags as cards, in Markdown. */
export async function playbook(args: readonly string[], options: Common): Promise<number> {
  const { analysed, failures } = loadWhole(args, options);
  for (const failure of failures) warn(failure);
  const models = analysed.filter(({ analysis }) => analysis.isModel);
  if (models.length === 0 && failures.length === 0) {
    warn('There is no model here: no .upsell file has a `model` block.');
    return EXIT.couldNotRun;
  }
  const books = models.map((file) => ({ file: file.name, title: titleOf(file), channels: cardsOf(file) }));
  if (options.json) print(`${JSON.stringify(books, null, 2)}\n`);
  else print(visible(books.map(({ title, channels }) => playbookMarkdown(title, channels)).join('\n')));
  return failures.length > 0 ? EXIT.couldNotRun : EXIT.fine;
}

const titleOf = ({ name, analysis }: Analysed): string => `Playbook: ${analysis.model.title || name}`;

function cardsOf({ analysis }: Analysed): readonly ChannelCard[] {
  const texts = channelTexts(analysis.program);
  const owners = ownersOf(analysis.program);
  return analysis.model.channels.map(({ name, title, layer, source, owner }, i): ChannelCard => {
    const figures = analysis.forecast.channels[i];
    return {
      name,
      title,
      layer,
      source,
      owner: owner === undefined ? undefined : (owners.get(owner) ?? { label: owner }),
      moments: texts[i]?.moments ?? [],
      flag: texts[i]?.flag,
      touches: figures && monthlyMean(figures.touches),
      opened: figures && monthlyMean(figures.opened),
    };
  });
}
