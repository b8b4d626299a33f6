import type { Broken, ChannelForecast } from '@upsell/engine';
import { type Analysis, type Anchor, fileName, findAnchors } from '@upsell/language';
import { type HintText, hintTexts } from '@upsell/report';
import { type InlayHint, MarkupKind, type Range } from 'vscode-languageserver';
import type { HintSetting, Settings } from '../settings.ts';

/**
 * textDocument/inlayHint: what each line computes, at the line's end, one hint a line. A block's own hint goes before those
 * of fields on the same line.
 */
export function inlayHints(analysis: Analysis, range: Range, settings: Settings): InlayHint[] {
  if (!analysis.isModel || !settings.inlayHints.enabled) return [];
  const texts = hintTexts(analysis.model, analysis.forecast, (broken) => placeText(analysis, broken));
  const { lines } = analysis.files[0] as Analysis['files'][number];
  const hints: InlayHint[] = [];
  const taken = new Set<number>();
  for (const anchor of findAnchors(analysis.program, { start: range.start.line, end: range.end.line })) {
    const { line } = anchor;
    if (taken.has(line)) continue;
    if (!settings.inlayHints[SETTING[anchor.kind]]) continue;
    const hint = hintOf(anchor, analysis, texts);
    if (!hint?.text) continue;
    taken.add(line);
    const tooltip = { kind: MarkupKind.Markdown, value: hint.derivation };
    hints.push({ position: lines.endOf(line), label: hint.text, paddingLeft: true, tooltip });
  }
  return hints;
}

const SETTING: Readonly<Record<Anchor['kind'], HintSetting>> = {
  model: 'model',
  channel: 'channels',
  touch: 'touches',
  conversion: 'rates',
  'win rate': 'closing',
  'deal size': 'closing',
  capacity: 'closing',
  retention: 'model',
  scenario: 'scenarios',
  target: 'goals',
  expectation: 'goals',
};

function hintOf(anchor: Anchor, analysis: Analysis, texts: ReturnType<typeof hintTexts>): HintText | undefined {
  const { forecast } = analysis;
  if (anchor.kind === 'model') return texts.model();
  if (anchor.kind === 'capacity') return texts.capacity();
  if (anchor.kind === 'retention') return texts.retention();
  if (anchor.index !== undefined || anchor.scenario !== undefined) return goalHintOf(anchor, analysis, texts);
  const channel = anchor.channel === undefined ? undefined : forecast.channels[anchor.channel];
  if (anchor.kind === 'win rate') return texts.winRate(channel ?? forecast.total);
  if (anchor.kind === 'deal size') return texts.dealSize(channel ?? forecast.total);
  if (!channel) return undefined;
  if (anchor.kind === 'channel') return texts.channel(channel);
  return anchor.kind === 'touch'
    ? texts.touch(channel, anchor.touch ?? 0)
    : texts.conversion(channel as ChannelForecast);
}

/** The hint of a target, an expectation or a scenario. */
function goalHintOf(
  { kind, index = 0, scenario: of }: Anchor,
  { targets, expectations, scenarios }: Analysis,
  texts: ReturnType<typeof hintTexts>,
): HintText | undefined {
  const scenario = of === undefined ? undefined : scenarios[of];
  if (kind === 'scenario') return scenario && texts.scenario(scenario);
  if (kind === 'target') return targets[index] && texts.target(targets[index]);
  const result = (scenario?.expectations ?? expectations)[index];
  return result && texts.expectation(result);
}

function placeText(analysis: Analysis, { broken }: Broken): string {
  const file = analysis.files[broken.file] as Analysis['files'][number];
  const line = file.lines.at(broken.start).line + 1;
  if (broken.file === 0) return `line ${line}`;
  return `${fileName(file.uri)}:${line}`;
}
