import { isBroken } from '@upsell/engine';
import { type Analysis, type Anchor, findAnchors } from '@upsell/language';
import { type ActualHintTexts, actualHintTexts, type HintText } from '@upsell/report';
import type { InlayHint, InlayHintLabelPart, Location, Range } from 'vscode-languageserver';
import { hintsOf } from '../anchor-hints.ts';
import { type HintPart, hintParts } from '../hint-links.ts';
import type { KeptHints, Typing } from '../kept-hints.ts';
import { spanText } from '../place-text.ts';
import { MarkupKind } from '../protocol.ts';
import { DEFAULTS, type HintSetting, type Settings } from '../settings.ts';

/** What hints are made with, besides the analysis. */
export interface HintRequest {
  readonly settings: Settings;
  /** What the hints of the document said before, and who types where; without them what is withheld says so at once. */
  readonly kept?: { readonly hints: KeptHints; readonly typing: Typing };
  /** Labels are in parts, each of which may lead to a place: by its location, or by the client's command that shows one. */
  readonly links?: 'location' | 'command';
  /** A place by the URI that the client writes. */
  named?(location: Location): Location;
}

/**
 * textDocument/inlayHint: what each line computes, at the line's end, one hint a line. A block's own hint goes before those
 * of fields on the same line.
 */
export const inlayHints = (analysis: Analysis, range: Range, request: HintRequest): InlayHint[] =>
  findHints(analysis, range, request).map((found) => ({ ...found.hint, tooltip: tooltipOf(found.text) }));

/** The same without tooltips and places, for a client that asks for those of the one hint which is pointed at (inlayHint/resolve). */
export const bareInlayHints = (analysis: Analysis, range: Range, request: HintRequest): InlayHint[] => {
  const { uri } = analysis.files[0] as Analysis['files'][number];
  return findHints(analysis, range, request).map(({ hint }) => ({ ...hint, data: uri }));
};

/** inlayHint/resolve: a bare hint with its tooltip and the places that its parts lead to; as it is where its line says something else by now. */
export function resolveInlayHint(hint: InlayHint, analysis: Analysis, request: HintRequest): InlayHint {
  const { position, label } = hint;
  const [there] = findHints(analysis, { start: position, end: position }, request);
  if (!there || wordsOf(there.hint.label) !== wordsOf(label) || there.hint.position.line !== position.line) return hint;
  return { ...hint, label: linked(there, analysis, request), tooltip: tooltipOf(there.text) };
}

/** What stands, or would stand with all kinds of hints switched on, behind a line; undefined where nothing does. */
export const hintTextAt = (analysis: Analysis, line: number): HintText | undefined => {
  const place = { line, character: 0 };
  return findHints(analysis, { start: place, end: place }, { settings: DEFAULTS })[0]?.text;
};

/** The document that a bare hint is of. */
export const documentOf = ({ data }: InlayHint): string | undefined => (typeof data === 'string' ? data : undefined);

const tooltipOf = ({ derivation }: HintText) => ({ kind: MarkupKind.Markdown, value: derivation });

const wordsOf = (label: InlayHint['label']): string =>
  typeof label === 'string' ? label : label.map(({ value }) => value).join('');

/** A hint without its tooltip, and the words of both. */
interface FoundHint {
  readonly hint: InlayHint;
  readonly text: HintText;
  readonly parts: readonly HintPart[];
}

/** The command of a client that goes to a location, which is its argument. */
export const SHOW_PLACE = 'upsell.showPlace';

function linked({ hint, parts }: FoundHint, analysis: Analysis, { links, named }: HintRequest): InlayHint['label'] {
  if (!links) return hint.label;
  return parts.map(({ value, at }): InlayHintLabelPart => {
    const file = at && analysis.files[at.file];
    if (!file) return { value };
    const there = { uri: file.uri, range: { start: file.lines.at(at.start), end: file.lines.at(at.end) } };
    const location = named?.(there) ?? there;
    if (links === 'location') return { value, location };
    const title = `Go to ${spanText(analysis, at)}`;
    return { value, command: { title, command: SHOW_PLACE, arguments: [location] } };
  });
}

function findHints(analysis: Analysis, range: Range, { settings, kept, links }: HintRequest): FoundHint[] {
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
    const now = actuals ? besideActuals(anchor, analysis, actuals, own) : own;
    const said = now && own?.because ? { ...now, derivation: now.derivation, because: own.because } : now;
    const text = said && kept ? kept.hints.shown(anchor, said, analysis, kept.typing) : said;
    if (!text?.text) continue;
    taken.add(line);
    const parts = links ? hintParts(text, own, anchor, analysis) : [];
    const label = links ? parts.map(({ value }) => ({ value })) : text.text;
    hints.push({ hint: { position: lines.endOf(line), label, paddingLeft: true }, text, parts });
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
