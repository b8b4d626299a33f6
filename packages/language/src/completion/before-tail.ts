import { checkGroup } from '../check-block.ts';
import { factsOf } from '../facts.ts';
import { tokensOf } from '../parser/parser.ts';
import { BLOCK_WORDS, beginsLine } from '../parser/words.ts';
import type { NameKind, Program } from '../program.ts';
import { ruleOf } from '../rules/index.ts';
import { initiatorMissing } from '../rules/initiator-missing.ts';
import { missingField } from '../rules/missing-field.ts';
import { missingOwner } from '../rules/missing-owner.ts';
import { namedBy } from '../scope.ts';
import { blockAt, parseFile, type SourceFile } from '../source-file.ts';
import { type Range, rangeOf } from '../tree.ts';
import { isConsistent } from './consistent-lines.ts';
import { beginsField, endOf } from './cursor-place.ts';
import { FIELD_TEXTS, LAYER_TEXTS } from './field-texts.ts';
import { expectedIn, headOf, isWholeFile, read, startOfFile } from './grammar-states.ts';
import type { Asked, Proposal } from './proposal.ts';

/**
 * What can stand at the beginning of a line before what is written there already, which begins at an offset: the words of the fields or
 * declarations that are offered there, or their first ones, where the rest goes on with them as it is; `mustBeWhole`: where nothing is
 * missing then.
 */
export function proposalsBefore(
  asked: Asked,
  starting: readonly Proposal[],
  from: number,
  mustBeWhole = false,
): readonly Proposal[] {
  const { place, program } = asked;
  const source = program.files[0] as SourceFile;
  const rest = restAt(source, from);
  if (rest === undefined) return [];
  // The first words of a declaration are as good as the whole.
  const detailOf = (word: string) => starting.find(({ label }) => `${label} `.startsWith(`${word} `))?.detail;
  return wordsBefore(asked, rest, starting)
    .filter((word) => goesOn(asked, word, rest, mustBeWhole))
    .map((word) => ({
      label: word,
      kind: place.block === undefined ? 'word' : 'field',
      snippet: word,
      detail: LAYER_TEXTS[word.split(' ')[0] ?? ''] ?? detailOf(word),
      documentation: FIELD_TEXTS[word],
    }));
}

/** What may stand before a rest, by its first word: before one that begins a line itself, only what says more of it. */
function wordsBefore({ place }: Asked, { text }: Rest, starting: readonly Proposal[]): readonly string[] {
  const first = /^\w*/.exec(text)?.[0] ?? '';
  // Half a touch is the side that something else says.
  const isSide = /^(?:customer|vendor)\b(?!\s+touch\b)/.test(text);
  if (beginsLine(first) && !isSide && reads(place, text)) return MORE[first] ?? [];
  const labels = starting.map(({ label }) => label);
  const words = labels.includes('touch') ? [...labels, 'customer touch', 'vendor touch'] : labels;
  // Without its brace, a block would be made of what follows it.
  const usable = text.includes('{') ? words : words.filter((word) => !BLOCK_WORDS.has(word.split(' ')[0] ?? ''));
  return [...new Set(usable.flatMap(beginningsOf))];
}

const MORE: Readonly<Record<string, readonly string[]>> = {
  channel: ['foundation', 'leverage'],
  touch: ['customer', 'vendor'],
};

/** `deal size` and `deal`: the longest first. */
const beginningsOf = (words: string): readonly string[] =>
  words.split(' ').map((_, i, all) => all.slice(0, all.length - i).join(' '));

interface Rest extends Range {
  readonly text: string;
}

/** The rest of a field, or of a declaration with its block, of which an offset has only what stands behind it. */
function restAt(source: SourceFile, from: number): Rest | undefined {
  let piece = blockAt(source, from);
  let tokens = piece ? tokensOf(piece.text).tokens : [];
  let first = tokens.findIndex(({ startOffset }) => startOffset + (piece?.start ?? 0) >= from);
  if (piece && first < 0) {
    piece = blockAt(source, piece.start + piece.text.length);
    tokens = piece ? tokensOf(piece.text).tokens : [];
    first = 0;
  }
  const begin = tokens[first];
  if (!piece || !begin || piece.start + begin.startOffset < from) return undefined;
  let depth = begin.image === '{' ? 1 : 0;
  let last = first + 1;
  for (; last < tokens.length; last++) {
    const token = tokens[last];
    if (token?.image === '{') depth++;
    else if (token?.image === '}' && --depth <= 0) {
      // The brace of the block around a field is not the field's.
      if (depth === 0) last++;
      break;
    } else if (depth === 0 && token && beginsField(token)) break;
  }
  const [start, end] = [begin.startOffset, endOf(tokens[last - 1])];
  return { text: piece.text.slice(start, end), start: piece.start + start, end: piece.start + end };
}

/** True where a text, on a line of its own, can be read as far as it goes. */
const reads = (place: Asked['place'], text: string): boolean =>
  read(startOfFile(), tokensOf(inBlock(place, text)).tokens).length > 0;

const inBlock = ({ block }: Asked['place'], text: string): string =>
  block === undefined ? text : `${headOf(block) ?? '{'}\n${text}`;

/** True where a word and the rest are one field or declaration, and nothing is wrong with it in this program but that its end is missing. */
function goesOn({ program, place }: Asked, word: string, rest: Rest, mustBeWhole: boolean): boolean {
  const text = inBlock(place, `${word} ${rest.text}`);
  const states = read(startOfFile(), tokensOf(text).tokens);
  if (states.length === 0) return false;
  const file = parseFile('', place.block === undefined ? text : `${text}\n${'}'}`);
  const { problems, elements } = file;
  const isWhole =
    place.block === undefined ? isWholeFile(states) : expectedIn(states).some(({ token }) => token === '}');
  if (elements.length !== 1 || (isWhole ? problems.length > 0 : mustBeWhole)) return false;
  const { fields, edits } = elements[0] as {
    readonly fields?: readonly unknown[];
    readonly edits?: readonly unknown[];
  };
  if (place.block !== undefined && (fields ?? edits ?? []).length !== 1) return false;
  if (!isConsistent({ program, place }, file)) return false;
  return place.block === undefined ? isSound(program, file, rest) : !hasErrors(program, file, () => false);
}

/** True for a declaration whose name is free, and whose block is one of its kind: what has fields without a source is no channel. */
function isSound(program: Program, file: SourceFile, rest: Rest): boolean {
  if (file.elements.flatMap(namedBy).some(({ kind, name }) => isTaken(program, kind, name, rest))) return false;
  const isEmpty = /\{\s*\}?$/.test(rest.text);
  return !hasErrors(program, file, (field) => field === 'layer' || (field === 'source' && !isEmpty));
}

/** True where the rules have something against what stands there; of what is missing only some fields count. */
function hasErrors(program: Program, { groups }: SourceFile, counts: (field: unknown) => boolean): boolean {
  const facts = factsOf(program);
  const found = groups.flatMap((group) => checkGroup(group, program.isModel, facts));
  return found.some(({ problem: { code, params } }) =>
    code === missingField.code
      ? counts(params['field'])
      : ruleOf.get(code)?.severity === 'error' && !STILL_TO_BE_SAID.has(code),
  );
}

const STILL_TO_BE_SAID: ReadonlySet<string> = new Set([initiatorMissing.code, missingOwner.code]);

/** True for a name that something else has already. */
const isTaken = ({ names }: Program, kind: NameKind, name: string, { start, end }: Rest): boolean =>
  (names[kind].get(name) ?? []).some(({ file, node }) => {
    const at = rangeOf(node);
    return file > 0 || at.end <= start || end <= at.start;
  });
