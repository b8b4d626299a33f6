import { type Derivation, type Label, monthsText, monthText, type Provenance, type Span } from '@upsell/engine';
import { amountOver } from './explanation-amount.ts';
import type { Line } from './explanation-layout.ts';

/** What an explanation says of the text and of its people. */
export interface ExplanationWords {
  /** `model.upsell:47`. */
  place(at: Span): string;
  /** The text that stands there. */
  source(at: Span): string;
  /** What people call an owner, such as `Support lead`, where the text says it. */
  ownerTitle(name: string, at: Span): string | undefined;
}

/** One step of an assumption, in all months that use it: its text, what that comes to, and what is known of it. */
export function assumptionLine(
  of: readonly Derivation[],
  name: string,
  { indent, currency, words }: { indent: number; currency: string | undefined; words: ExplanationWords },
): Line {
  const [first] = of as [Derivation];
  const { from, owner, provenance, label } = first;
  const span = first.at as Span;
  const amount = amountOver(of, currency);
  const isApart = label.kind === 'field' && APART.has(label.name);
  const text = isApart ? amount : shortened(words.source(isList(label) ? around(of) : span));
  // A text with growth has its month within.
  const since = from === undefined || text.includes(' from ') ? '' : ` from ${monthText(from)}`;
  const title = owner === undefined ? undefined : words.ownerTitle(owner, span);
  const answers = owner === undefined ? '' : `owner ${owner}`;
  return {
    kind: 'assumption',
    indent,
    text: `${text.startsWith(`${name} `) ? '' : `${name} `}${text}${outcomeText(first, amount)}${since}`,
    provenance: label.kind === 'field' && BARE.has(label.name) ? '' : provenanceText(provenance),
    owner: answers,
    fullOwner: title === undefined ? answers : `${answers} (${title})`,
    place: words.place(span),
    at: span,
  };
}

/** Derivations of one name by the text that they come from, in the order of time; a list of literals is one text. */
export function stepsOf(used: readonly Derivation[]): readonly (readonly Derivation[])[] {
  const steps = new Map<string, Derivation[]>();
  for (const one of used) {
    const key = isList(one.label) ? '' : `${one.at?.file} ${one.at?.start}`;
    const known = steps.get(key);
    if (known) known.push(one);
    else steps.set(key, [one]);
  }
  return [...steps.values()].sort(([a], [b]) => (a?.from ?? 0) - (b?.from ?? 0));
}

/** Numbers whose place in the text is not theirs alone: beside the month's name, or behind the part's. */
const APART: ReadonlySet<string> = new Set(['season', 'exchange rate']);

/** Literals side by side: the shares of a cycle. */
const isList = (label: Label): boolean => label.kind === 'field' && LISTS.has(label.name);
const LISTS: ReadonlySet<string> = new Set(['cycle', 'attention', 'season']);

/** What nobody answers for with evidence: arithmetic on literals. */
const BARE: ReadonlySet<string> = new Set([...LISTS, 'cycle in months', 'open at start', 'scale', 'exchange rate']);

/** The text from the first to the last of some places. */
const around = (of: readonly Derivation[]): Span =>
  of
    .flatMap(({ at }) => at ?? [])
    .reduce((so, { start, end }) => ({ file: so.file, start: Math.min(so.start, start), end: Math.max(so.end, end) }));

/** What a text comes to, where that is not what it says. */
function outcomeText(of: Derivation, amount: string): string {
  const { op } = of;
  if (op === 'literal' || op === 'constant') return '';
  const isScaled = of.children.some(({ label }) => label.kind === 'field' && label.name === 'scale');
  if (isScaled) return `, scaled to ${amount}`;
  return op.endsWith(' mean') ? `, expected ${amount}` : ` = ${amount}`;
}

/** On one line, without comments, and no longer than a glance. */
function shortened(text: string): string {
  const plain = text
    .replaceAll(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|\s+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 3)}...` : plain;
}

const LONGEST = 40;

function provenanceText(provenance: Provenance | undefined): string {
  if (!provenance) return 'no provenance';
  const { kind, from, to } = provenance;
  return from === undefined ? kind : `${kind} ${monthsText(from, to ?? from)}`;
}
