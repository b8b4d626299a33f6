import { type Broken, isBroken } from '@upsell/engine';
import { type Analysis, type Anchor, type Diagnostic, findAnchors } from '@upsell/language';
import { analyseBeside, hintsOf, lineOf } from '../fuzz/outcome.ts';

/** One place of a model, broken: what the text says there instead, and what that may cost. */
export interface Break {
  readonly name: string;
  /** Stands once in the unbroken text. */
  readonly find: string;
  /** Stands there instead; `¶` marks the end of a line that an error must or may stand on. */
  readonly put: string;
  /** Declarations whose tree may differ, such as `Channel tickets`; all others are whole. */
  readonly damaged?: readonly string[];
  /** Channels without figures. */
  readonly withheld?: readonly string[];
  /** Channels that the specification lets be withheld or shown; their numbers are the same or none. */
  readonly unsure?: readonly string[];
  /** Totals are withheld though each channel that is left is whole: a channel or a driver may be missing. */
  readonly incomplete?: boolean;
  /** The closing model is broken: `opened` stays, and nothing from `worked` on. */
  readonly closing?: boolean;
  /** Only what is given back is not known: `net`, not `revenue`. */
  readonly retention?: boolean;
  /** The code of the error, where it is no syntax error. */
  readonly code?: string;
}

/** The unbroken text, analysed once. */
export interface Whole {
  readonly text: string;
  readonly analysis: Analysis;
  readonly trees: ReadonlyMap<string, string>;
  /** Closers are shared: from `worked` on every channel needs every other. */
  readonly shared: boolean;
}

export function whole(text: string): Whole {
  const analysis = analyseBeside(text);
  const { closing } = analysis.model;
  return { text, analysis, trees: treesOf(analysis), shared: !isBroken(closing) && closing.capacity !== undefined };
}

/** What a break does that it must not; empty where the model survives it as the specification says. */
export function damageOf(model: Whole, broken: Break): readonly string[] {
  const pieces = model.text.split(broken.find);
  if (pieces.length !== 2) throw new Error(`"${broken.find}" stands ${pieces.length - 1} times in the model`);
  const marked = pieces.join(broken.put);
  const text = marked.replaceAll('¶', '');
  const marks = new Set(marked.split('\n').flatMap((line, i) => (line.includes('¶') ? [i] : [])));
  const analysis = analyseBeside(text);
  const shift = edited(model, broken);
  return [
    ...errorDamage(model.analysis, analysis, marks, broken),
    ...treeDamage(model, analysis, broken),
    ...figureDamage(model, analysis, marks, broken),
    ...hintDamage(model, analysis, marks, shift, broken),
  ];
}

/** Where a line of the unbroken text stands in the broken one; undefined for lines that the break touches. */
type Shift = (line: number) => number | undefined;

function edited({ text }: Whole, { find, put }: Break): Shift {
  const first = text.slice(0, text.indexOf(find)).split('\n').length - 1;
  const last = first + find.split('\n').length - 1;
  const added = put.split('\n').length - find.split('\n').length;
  return (line) => (line < first ? line : line > last ? line + added : undefined);
}

/** (a): an error on the broken line, and nothing elsewhere that is a mere consequence. */
function errorDamage(before: Analysis, after: Analysis, marks: ReadonlySet<number>, broken: Break): readonly string[] {
  const damage: string[] = [];
  const code = broken.code ?? 'syntax-error';
  const known = new Set(before.diagnostics.map((diagnostic) => said(before, diagnostic)));
  const isOnMark = ({ file, start }: Diagnostic) => file === 0 && marks.has(lineOf(after, file, start));
  const errors = after.diagnostics.filter(({ severity }) => severity === 'error');
  if (!errors.some((diagnostic) => diagnostic.code === code && isOnMark(diagnostic)))
    damage.push(`no ${code} on line ${lines(marks)}`);
  // "What is broken has no value and raises no further diagnostic", on its own line neither. An expectation whose side is
  // withheld fails, and says so (language, 6).
  for (const diagnostic of errors)
    if (
      diagnostic.code !== 'expectation-failed' &&
      !(isOnMark(diagnostic) && diagnostic.code === code) &&
      !known.has(said(after, diagnostic))
    )
      damage.push(`a mere consequence: ${said(after, diagnostic)} on line ${lineOf(after, 0, diagnostic.start) + 1}`);
  return damage;
}

const said = ({ files }: Analysis, { code, file, start, end }: Diagnostic): string =>
  `${code} on \`${files[file]?.text.slice(start, end)}\``;

const lines = (marks: ReadonlySet<number>): string => [...marks].map((line) => line + 1).join(' or ');

/** (b): the trees of all declarations but the broken one. */
function treeDamage(model: Whole, after: Analysis, { damaged = [] }: Break): readonly string[] {
  const trees = treesOf(after);
  const damage: string[] = [];
  for (const name of damaged) if (!model.trees.has(name)) throw new Error(`the model has no ${name}`);
  for (const [name, tree] of model.trees)
    if (!damaged.includes(name) && trees.get(name) !== tree)
      damage.push(`the tree of ${name} ${trees.has(name) ? 'differs' : 'is lost'}`);
  return damage;
}

/** The declarations of the root file, each as JSON without its places. */
function treesOf({ program: { files } }: Analysis): ReadonlyMap<string, string> {
  const trees = new Map<string, string>();
  for (const element of files[0]?.elements ?? []) {
    const { name, kind, title, path } = element as { name?: string; kind?: string; title?: string; path?: string };
    const key = `${element.$type} ${name ?? kind ?? title ?? path ?? ''}`.trim();
    if (!trees.has(key)) trees.set(key, JSON.stringify(plain(element)));
  }
  return trees;
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if ('$refText' in value) return { name: value.$refText };
  const entries = Object.entries(value).filter(([key]) => !key.startsWith('$') || key === '$type');
  return Object.fromEntries(entries.map(([key, part]) => [key, plain(part)]));
}

const OPENED = ['touches', 'opened'] as const;
const WORKED = ['worked', 'backlog', 'closed', 'won', 'revenue'] as const;

/** (b) and (c): whole figures are the same to the bit, the others are withheld for the broken line. */
function figureDamage(
  { analysis: before, shared }: Whole,
  after: Analysis,
  marks: ReadonlySet<number>,
  broken: Break,
): readonly string[] {
  const damage: string[] = [];
  const { withheld = [], unsure = [] } = broken;
  const check = (name: string, was: unknown, is: unknown, expected: Fate) => {
    if (isBroken(is)) {
      if (expected === 'shown') damage.push(`${name} is withheld (${is.code}, line ${placeOf(after, is) + 1})`);
      else if (is.broken.file !== 0 || !marks.has(placeOf(after, is)))
        damage.push(`${name} is withheld for line ${placeOf(after, is) + 1}, not ${lines(marks)}`);
    } else if (expected === 'withheld') damage.push(`${name} is shown: ${shownText(is)}, it was ${shownText(was)}`);
    else if (JSON.stringify(was) !== JSON.stringify(is))
      damage.push(`${name} is SILENTLY DIFFERENT: ${shownText(is)}, it was ${shownText(was)}`);
  };
  const noChannel = withheld.length > 0 || (broken.incomplete ?? false);
  const unsureTotal = unsure.length > 0 && !noChannel;
  const someWork: Fate =
    broken.closing || (noChannel && shared) ? 'withheld' : unsureTotal && shared ? 'unsure' : 'shown';
  for (const was of before.forecast.channels) {
    const { name } = was.channel;
    const is = after.forecast.channels.find(({ channel }) => channel.name === name);
    if (!is) {
      if (!withheld.includes(name) && !unsure.includes(name)) damage.push(`the channel ${name} is lost`);
      continue;
    }
    const own: Fate = withheld.includes(name) ? 'withheld' : unsure.includes(name) ? 'unsure' : 'shown';
    for (const metric of OPENED) check(`${metric} of ${name}`, was[metric], is[metric], own);
    const later = own === 'shown' ? someWork : own;
    for (const metric of WORKED) check(`${metric} of ${name}`, was[metric], is[metric], later);
  }
  const opened: Fate = noChannel ? 'withheld' : unsureTotal ? 'unsure' : 'shown';
  // Spec: "totals need every channel"; what is opened in all does not need the closing model, and may be shown without it.
  const openedTotal: Fate = opened === 'shown' && broken.closing ? 'unsure' : opened;
  const worked: Fate = broken.closing ? 'withheld' : opened;
  const { summary: was } = before.forecast;
  const { summary: is } = after.forecast;
  for (const metric of OPENED) check(`total ${metric}`, was[metric], is[metric], openedTotal);
  for (const metric of ['worked', 'closed', 'won', 'revenue', 'openAtEnd'] as const)
    check(`total ${metric}`, was[metric], is[metric], worked);
  for (const metric of ['net', 'durable', 'deferred'] as const)
    check(`total ${metric}`, was[metric], is[metric], broken.retention ? 'withheld' : worked);
  return damage;
}

type Fate = 'shown' | 'withheld' | 'unsure';

const placeOf = (analysis: Analysis, { broken }: Broken): number => lineOf(analysis, broken.file, broken.start);

const shownText = (value: unknown): string =>
  value instanceof Float64Array ? String(value.reduce((a, b) => a + b, 0)) : String(value);

/** (b) and (c) once more as a person sees it: the hints behind the lines that the break leaves alone. */
const GOALS: ReadonlySet<Anchor['kind']> = new Set(['scenario', 'target', 'expectation']);

function hintDamage(
  { analysis: before, shared }: Whole,
  after: Analysis,
  marks: ReadonlySet<number>,
  shift: Shift,
  broken: Break,
): readonly string[] {
  const { withheld = [], unsure = [] } = broken;
  const damage: string[] = [];
  const isLabels = new Map(hintsOf(after).map(({ line, label }) => [line, label]));
  const anchors = new Map<number, Anchor>();
  for (const anchor of findAnchors(before.program, { start: 0, end: Number.MAX_SAFE_INTEGER }))
    if (!anchors.has(anchor.line)) anchors.set(anchor.line, anchor);
  const noChannel = withheld.length > 0 || (broken.incomplete ?? false);
  for (const { line, label: was } of hintsOf(before)) {
    const now = shift(line);
    const anchor = anchors.get(line);
    if (now === undefined || !anchor) continue;
    const channel = before.forecast.channels[anchor.channel ?? -1]?.channel.name;
    if (channel !== undefined && unsure.includes(channel)) continue;
    if (channel === undefined && unsure.length > 0) continue;
    const is = isLabels.get(now);
    const gone = channel === undefined ? noChannel || broken.closing : withheld.includes(channel);
    const noWork = (broken.closing ?? false) || (noChannel && shared);
    // What a scenario drops or replaces it does not need, and an opened share needs no closing model: tests/engine/scenarios.
    if (GOALS.has(anchor.kind) && (gone || noWork || broken.retention || (is && namesLine(is, marks)))) continue;
    if (anchor.kind === 'retention' && broken.retention && is && namesLine(is, marks)) continue;
    if (gone) {
      // A channel of which too little is left has no line of its own any more.
      if (is !== undefined && !namesLine(is, marks)) damage.push(`line ${now + 1} says "${is}", not the broken line`);
    } else if (noWork && anchor.kind === 'channel') {
      if (is?.split(' · ')[0] !== was.split(' · ')[0]) damage.push(`line ${now + 1} says "${is}", it was "${was}"`);
    } else if (noWork && (anchor.kind === 'win rate' || anchor.kind === 'deal size')) {
      if (is === undefined || !namesLine(is, marks)) damage.push(`line ${now + 1} says "${is}", not the broken line`);
    } else if (is !== was) damage.push(`line ${now + 1} says "${is}", it was "${was}"`);
  }
  return damage;
}

const namesLine = (label: string, marks: ReadonlySet<number>): boolean =>
  [...marks].some((line) => new RegExp(`\\bline ${line + 1}$`).test(label));
