import * as fc from 'fast-check';
import { HOSTILE, LANGUAGE } from '../fuzz/random-text.ts';
import { blocksOf, linesOf, placeOf, put } from './pieces.ts';
import { BLOCKS, TEXTS } from './workspaces.ts';

/** One thing that somebody does to a text. Its numbers are parts of what there is, so that one step fits every text. */
export interface Step {
  readonly kind: Kind;
  /** Which file, which place and which other place: from 0 to 1, 1 excluded. */
  readonly file: number;
  readonly at: number;
  readonly to: number;
  /** Which of the things that may be put there. */
  readonly pick: number;
  /** True where the editor analyses its open files before the next step. */
  readonly isLookedAt: boolean;
}

/** What a step may need besides the text: how the file began, and its texts before this one. */
export interface Past {
  readonly original: string;
  readonly before: string[];
}

type Change = (text: string, step: Step, past: Past) => string;
type Kind = keyof typeof CHANGES | 'type block';

/** How often each kind of step is taken, the plainest first: a failure shrinks towards it. */
const WEIGHTS: Readonly<Record<Kind, number>> = {
  ...{ 'change digit': 7, 'type character': 9, 'delete characters': 8, 'type line break': 3 },
  ...{ 'put mark': 7, 'remove mark': 5, 'put foreign characters': 2, 'replace word': 6 },
  ...{ 'delete line': 4, 'duplicate line': 3, 'move line': 3, 'break line ends': 1 },
  ...{ 'delete block': 4, 'duplicate block': 3, 'move block': 4, 'paste block': 4, 'join blocks': 4, 'type block': 1 },
  ...{ 'rename one': 3, 'rename all': 3, 'paste slice': 3, 'comment out': 2 },
  ...{ empty: 1, restore: 1, 'paste file': 1, undo: 5 },
};

/** Steps from none to `most`, with the files, places and kinds that fast-check finds. */
export function randomSteps(most: number): fc.Arbitrary<readonly Step[]> {
  const part = fc.nat(PARTS - 1).map((n) => n / PARTS);
  const kinds = (Object.keys(WEIGHTS) as Kind[]).flatMap((kind) => Array<Kind>(WEIGHTS[kind]).fill(kind));
  const step = fc.record({
    kind: fc.constantFrom(...kinds),
    ...{ file: part, at: part, to: part },
    pick: fc.nat(9_999),
    isLookedAt: fc.boolean(),
  });
  return fc.array(step, { minLength: 1, maxLength: most, size: 'max' });
}

const PARTS = 1 << 16;
/** A text that has grown so far is left as it is. */
const MOST_CHARACTERS = 12_000;

/** The texts that a step leads through, one after the other; of most kinds one. */
export function textsAfter(text: string, step: Step, past: Past): readonly string[] {
  const texts = step.kind === 'type block' ? keystrokes(text, step) : [CHANGES[step.kind](text, step, past)];
  return texts.filter((one) => one.length <= MOST_CHARACTERS);
}

const CHARACTERS = 'aeiorst_ 0123456789.,%$/-*+()=<>@:"{}#\t';
const MARKS = [
  ...['{', '}', '"', '/*', '*/', '//', '(', ')', ',', '\n', '\r\n', '\r', '\uFEFF', '\t', '  ', '\\', '/** '],
  ...['é', '中', '😀', '“', '”', '\ud83d', '\udc00', '\u2028', '// upsell-ignore missing-owner: later\n'],
];
const NAMES = ['renamed', 'volume', 'owner', 'channel', 'in_product', 'a', 'constructor', 'élan'];
const LINE_BREAK = /\r\n|\r|\n/g;
const WORD = /[A-Za-z_]\w*/g;
const NAME = /(?<=^(?:import|include) .* as |\b(?:owner|driver|channel|scenario|touch|source) )[A-Za-z_]\w*/gm;

const CHANGES = {
  'change digit': (text, { at, pick }) => put(text, placeOf(text, /\d/g, at), String(pick % 10)),
  'type character': (text, { at, pick }) => inserted(text, at, of(CHARACTERS.split(''), pick)),
  'delete characters': (text, { at, pick }) =>
    put(text, { index: Math.floor(at * text.length), length: 1 + (pick % 10 === 9 ? pick % 40 : pick % 2) }, ''),
  'type line break': (text, { at, pick }) => inserted(text, at, of(['\n', '\n\n', '\r\n', '\n  '], pick)),
  'put mark': (text, { at, to, pick }) => inserted(text, to < 0.1 ? 0 : at, of(MARKS, pick)),
  'remove mark': (text, { at }) => put(text, placeOf(text, /[{}"\\,(]|\/[*/]|\*\/|\r\n?|\n|\uFEFF/g, at), ''),
  'put foreign characters': (text, { at, pick }) => inserted(text, at, of(HOSTILE, pick)),
  'replace word': (text, { at, to, pick }) => {
    const word = placeOf(text, WORD, to);
    const own = word && text.slice(word.index, word.index + word.length);
    return put(text, placeOf(text, WORD, at), own && pick % 2 ? own : of(LANGUAGE, pick));
  },
  'delete line': (text, step) => without(linesOf(text), step),
  'duplicate line': (text, step) => doubled(linesOf(text), step),
  'move line': (text, step) => moved(linesOf(text), step),
  'break line ends': (text, { pick }) => text.replaceAll(LINE_BREAK, of(['\n', '\r\n', '\r'], pick)),
  'delete block': (text, step) => without(blocksOf(text), step),
  'duplicate block': (text, step) => doubled(blocksOf(text), step),
  'move block': (text, step) => moved(blocksOf(text), step),
  'paste block': (text, { at, pick }) => put(text, blockStart(text, at), of(BLOCKS, pick)),
  'join blocks': (text, { at, pick }) =>
    put(text, placeOf(text, /(?:\r\n|\r|\n)+(?=[^\s])/g, at), of(['', ' ', '\n'], pick)),
  'rename one': (text, { at, pick }) => put(text, placeOf(text, NAME, at), of(NAMES, pick)),
  'rename all': (text, { at, pick }) => {
    const name = placeOf(text, NAME, at);
    const old = name && text.slice(name.index, name.index + name.length);
    return old ? text.replaceAll(new RegExp(`\\b${old}\\b`, 'g'), of(NAMES, pick)) : text;
  },
  'paste slice': (text, { at, to, pick }) => {
    const from = of(TEXTS, pick);
    const start = Math.floor(to * from.length);
    return inserted(text, at, from.slice(start, start + (pick % 7) * 40));
  },
  'comment out': (text, { at, to }) => {
    const [start, end] = [Math.min(at, to), Math.max(at, to)].map((part) => Math.floor(part * text.length));
    return `${text.slice(0, start)}/*${text.slice(start, end)}*/${text.slice(end)}`;
  },
  empty: () => '',
  restore: (_text, _step, { original }) => original,
  'paste file': (_text, { pick }) => of(TEXTS, pick),
  undo: (text, _step, { before }) => before.pop() ?? text,
} as const satisfies Readonly<Record<string, Change>>;

const of = <T>(list: readonly T[], pick: number): T => list[pick % list.length] as T;

const inserted = (text: string, at: number, what: string): string =>
  put(text, { index: Math.floor(at * (text.length + 1)), length: 0 }, what);

const blockStart = (text: string, at: number) =>
  placeOf(text, /(?<=[\r\n])(?=[^\s}])|$/g, at) ?? { index: text.length, length: 0 };

const placeIn = (parts: readonly string[], at: number): number => Math.floor(at * parts.length);

const without = (parts: readonly string[], { at }: Step): string => parts.toSpliced(placeIn(parts, at), 1).join('');

const doubled = (parts: readonly string[], { at, to }: Step): string =>
  parts.toSpliced(placeIn(parts, to), 0, parts[placeIn(parts, at)] ?? '').join('');

function moved(parts: readonly string[], { at, to }: Step): string {
  const rest = [...parts];
  const taken = rest.splice(placeIn(parts, at), 1);
  rest.splice(placeIn(rest, to), 0, ...taken);
  return rest.join('');
}

/** The texts while somebody types the first words of a block and pastes what follows them. */
function keystrokes(text: string, { at, pick }: Step): readonly string[] {
  const place = blockStart(text, at);
  const block = of(BLOCKS, pick);
  const typed = Math.min(block.length, 24);
  return [...Array.from({ length: typed }, (_, i) => i + 1), block.length].map((length) =>
    put(text, place, block.slice(0, length)),
  );
}
