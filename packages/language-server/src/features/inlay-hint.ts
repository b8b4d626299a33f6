import { isBroken } from '@upsell/engine';
import { type Analysis, type Anchor, findAnchors } from '@upsell/language';
import { type ActualHintTexts, actualHintTexts, type HintText } from '@upsell/report';
import { type InlayHint, MarkupKind, type Range } from 'vscode-languageserver';
import { hintsOf } from '../anchor-hints.ts';
import type { HintSetting, Settings } from '../settings.ts';

/**
 * textDocument/inlayHint: what each line computes, at the line's end, one hint a line. A block's own hint goes before those
 * of fields on the same line.
 */
export const inlayHints = (analysis: Analysis, range: Range, settings: Settings): InlayHint[] =>
  findHints(analysis, range, settings).map(({ hint, text }) => ({ ...hint, tooltip: tooltipOf(text) }));

/** The same without tooltips, for a client that asks for that of the one hint which is pointed at (inlayHint/resolve). */
export const bareInlayHints = (analysis: Analysis, range: Range, settings: Settings): InlayHint[] => {
  const { uri } = analysis.files[0] as Analysis['files'][number];
  return findHints(analysis, range, settings).map(({ hint }) => ({ ...hint, data: uri }));
};

/** inlayHint/resolve: a bare hint with its tooltip; as it is where its line says something else by now. */
export function resolveInlayHint(hint: InlayHint, analysis: Analysis, settings: Settings): InlayHint {
  const { position, label } = hint;
  const [there] = findHints(analysis, { start: position, end: position }, settings);
  if (there?.hint.label !== label || there.hint.position.line !== position.line) return hint;
  return { ...hint, tooltip: tooltipOf(there.text) };
}

/** The document that a bare hint is of. */
export const documentOf = ({ data }: InlayHint): string | undefined => (typeof data === 'string' ? data : undefined);

const tooltipOf = ({ derivation }: HintText) => ({ kind: MarkupKind.Markdown, value: derivation });

/** A hint without its tooltip, and the words of both. */
interface FoundHint {
  readonly hint: InlayHint;
  readonly text: HintText;
}

function findHints(analysis: Analysis, range: Range, settings: Settings): FoundHint[] {
  if (!analysis.isModel || !settings.inlayHints.enabled) return [];
  const hintOf = hintsOf(analysis);
  const actuals = settings.inlayHints.actuals ? actualTextsOf(analysis) : undefined;
  const { lines } = analysis.files[0] as Analysis['files'][number];
  const hints: FoundHint[] = [];
  const taken = new Set<number>();
  for (const anchor of findAnchors(analysis.program, { start: range.start.line, end: range.end.line })) {
    const { line } = anchor;
    if (taken.has(line)) continue;
    if (!settings.inlayHints[SETTING[anchor.kind]]) continue;
    const own = hintOf(anchor);
    const text = actuals ? besideActuals(anchor, analysis, actuals, own) : own;
    if (!text?.text) continue;
    taken.add(line);
    hints.push({ hint: { position: lines.endOf(line), label: text.text, paddingLeft: true }, text });
  }
  return hints;
}

const SETTING: Readonly<Record<Anchor['kind'], HintSetting>> = {
  model: 'model',
  channel: 'channels',
  touch: 'touches',
  volume: 'actuals',
  conversion: 'rates',
  'win rate': 'closing',
  'deal size': 'closing',
  capacity: 'closing',
  retention: 'model',
  scenario: 'scenarios',
  target: 'goals',
  expectation: 'goals',
};

function actualTextsOf({ records, tracking, model, forecast }: Analysis): ActualHintTexts | undefined {
  if (!records.actuals) return undefined;
  return actualHintTexts(tracking, model, forecast, isBroken(model.closing) ? undefined : model.closing.owner);
}

/** A hint with what happened behind it. */
function besideActuals(
  { kind, channel: index }: Anchor,
  { forecast }: Analysis,
  actuals: ActualHintTexts,
  own: HintText | undefined,
): HintText | undefined {
  const name = index === undefined ? undefined : forecast.channels[index]?.channel.name;
  if (kind === 'model') return own && actuals.model(own);
  if (kind === 'channel') return own && name !== undefined ? actuals.channel(name, own) : own;
  if (kind === 'volume') return name === undefined ? undefined : actuals.volume(name);
  const isNumber = kind === 'conversion' || kind === 'win rate' || kind === 'deal size';
  return own && isNumber ? actuals.number(kind, name, own) : own;
}
