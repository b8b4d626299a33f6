import type { Month } from '@upsell/engine';
import { eolOf } from '../edits.ts';
import { tokensOf, tokenTypes } from '../parser/parser.ts';
import { beginsLine } from '../parser/words.ts';
import type { Program } from '../program.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import type { Range } from '../tree.ts';
import { proposalsBefore } from './before-tail.ts';
import { isComplete } from './complete-states.ts';
import { type CursorPlace, cursorPlace } from './cursor-place.ts';
import { declarationProposals } from './declarations-here.ts';
import { fieldProposals } from './fields-here.ts';
import type { FilesAround } from './files-around.ts';
import { fileProposals } from './files-here.ts';
import { type Expected, expectedIn, read, type States } from './grammar-states.ts';
import { metricProposals } from './metrics-here.ts';
import { fedSources } from './model-facts.ts';
import { monthProposals, pointProposals } from './months-here.ts';
import { nameProposals } from './names-here.ts';
import { type NumberPlace, numberPlace } from './number-place.ts';
import { type Asked, fits, type Proposal, plainText, slot } from './proposal.ts';
import { currencyProposals, unitProposals } from './units-here.ts';
import { valueProposals } from './values-here.ts';
import { wordProposals } from './words-here.ts';

/**
 * What can be written at an offset of a program's first file in the month `asOf`, the most useful first: nothing in comments and
 * numbers, and in texts only paths of `files`.
 */
export function proposalsAt(
  program: Program,
  offset: number,
  asOf: Month,
  files?: FilesAround,
): readonly (Proposal & { readonly range: Range })[] {
  const source = program.files[0] as SourceFile;
  const place = cursorPlace(source, offset);
  if (!place || place.kind === 'nothing') return [];
  const asked: Asked = { program, place, asOf, files };
  const found = new Map<string, Proposal>();
  const all = place.kind === 'text' ? fileProposals(asked) : proposalsFor(asked, source, offset);
  for (const proposal of all) if (!found.has(proposal.label)) found.set(proposal.label, proposal);
  return [...found.values()].map((proposal) => ({
    ...indented(proposal, place, source),
    range: proposal.range ?? place.word,
  }));
}

function proposalsFor(asked: Asked, source: SourceFile, offset: number): readonly Proposal[] {
  const { place } = asked;
  const inside = insideField(asked, source);
  if (!place.beginsLine || place.kind === 'literal' || place.block === 'sources') return inside;
  const starting = place.block === undefined ? declarationProposals(asked) : fieldProposals(asked);
  // What goes on from the line before is offered only where something is missing there.
  const goesOn = place.before.length > 0 && !isComplete({ ...place, after: [] }, place.states);
  const word = sliceOf(source, place.word.start, place.word.end);
  // The line may be a later step of the number before it, of which it is a part.
  const isPart =
    place.before.length > 0 &&
    word.length + place.after.length > 0 &&
    !beginsLine(word) &&
    isWritten(place, place.states, word);
  const isWell = isPart || (word !== '' && isWritten(place, place.atStart, word));
  // Right before a word something may be missing that the word goes on with: a value without its field, a channel without its layer.
  const isBefore = word !== '' && offset === place.word.start && !isPart;
  const range = { start: offset, end: offset };
  const before = isBefore ? proposalsBefore(asked, starting, offset, !isWell || !place.hasMore) : [];
  const inserted = before.map((one) => ({ ...one, snippet: `${one.snippet} `, range }));
  if (!place.hasMore) return [...inserted, ...(goesOn ? inside : []), ...starting];
  return isWell ? inserted : [...inserted, ...proposalsBefore(asked, starting, place.word.end)];
}

/** True where the text is well as it stands, with the word under the cursor. */
const isWritten = (place: CursorPlace, states: States, word: string): boolean =>
  isComplete(place, read(states, [...tokensOf(`_ ${word}`).tokens.slice(1), ...place.after]));

/** The lines of a block as deep as the line that the cursor stands in, and ended as the file's lines are. */
function indented(proposal: Proposal, { word }: CursorPlace, source: SourceFile): Proposal {
  if (!proposal.snippet.includes('\n')) return proposal;
  const { line } = source.lines.at(word.start);
  const from = source.lines.offsetAt({ line, character: 0 });
  const indent = /^[ \t]*/.exec(sliceOf(source, from, word.start))?.[0] ?? '';
  return { ...proposal, snippet: proposal.snippet.replaceAll('\n', eolOf(source) + indent) };
}

/** What goes on with the field, or with the declaration's head, before the cursor. */
function insideField(asked: Asked, source: SourceFile): readonly Proposal[] {
  const { place } = asked;
  const isOver = isComplete({ ...place, after: [] }, place.states);
  const starts = new Set(isOver ? expectedIn(place.atStart).map(keyOf) : []);
  const isSource = place.block === 'sources' && place.beginsLine;
  // Another field begins on a line of its own.
  const expected = expectedIn(place.states).filter(
    (one) => starts.has(keyOf(one)) === isSource && goesOnWith(place, one),
  );
  if (expected.length === 0) return [];
  const number = numberPlace(place);
  const isLiteral = place.kind === 'literal';
  const all = ofTerminals(asked, expected, number, isLiteral);
  const words = isLiteral ? [] : ofWords(asked, expected, number);
  // Behind `/` a number mostly has a unit of time, whatever else it can be divided by.
  const isUnit = ({ kind }: Proposal) => place.before.at(-1)?.image === '/' && kind === 'unit';
  const units = words.filter(isUnit);
  // Behind them nobody looks for a number to divide by.
  const others = units.length === 0 ? all : all.filter(({ kind }) => kind !== 'sample');
  const ordered = [...units, ...others, ...words.filter((one) => !isUnit(one))];
  // Of a hundred names, one tells whether all of them fit.
  const known = new Map<string, boolean>();
  return alike(asked, ordered, source).filter((proposal) => {
    const shape = shapeOf(proposal);
    const fits = known.get(shape) ?? fitsWhole(asked, proposal);
    known.set(shape, fits);
    return fits;
  });
}

/** The same for texts that are made of the same words of the language, and of names and digits in the same places. */
function shapeOf({ snippet, range }: Proposal): string {
  const types = tokenTypes();
  const shape = snippet.replaceAll(/[a-z_]\w*|\d/g, (part) =>
    /\d/.test(part[0] ?? '') ? '0' : types[part] ? part : 'x',
  );
  return `${range?.start} ${range?.end} ${shape}`;
}

/** What is of the sort of the word under the cursor, where the text is well as it stands; half a name is as well as a whole one. */
function alike({ place }: Asked, proposals: readonly Proposal[], source: SourceFile): readonly Proposal[] {
  const word = sliceOf(source, place.word.start, place.word.end);
  if (word === '' || place.kind === 'literal' || !isWritten(place, place.states, word)) return proposals;
  const kinds = new Set(proposals.flatMap(({ snippet, kind }) => (firstWord(snippet) === word ? [kind] : [])));
  const isName = tokensOf(`_ ${word}`).tokens[1]?.tokenType.name === 'ID' || place.after.length === 0;
  return kinds.size === 0 && isName ? proposals : proposals.filter(({ kind }) => kinds.has(kind));
}

const firstWord = (snippet: string): string => /^\/?(\w*)/.exec(snippet)?.[1] ?? '';

/** Words of tags are names as well: only what makes a tag whole is meant. */
function goesOnWith({ before, block }: CursorPlace, { token, property }: Expected): boolean {
  const [other, last] = before.slice(-2).map(({ image }) => image);
  if (block !== 'sources') return true;
  if (last === 'not') return token === 'run';
  return last === 'renamed' ? token === 'from' : other !== 'renamed' || property === 'oldNames';
}

const keyOf = ({ token, rules }: Expected): string => `${token} ${rules.join(' ')}`;

/** A path goes over more than a word. */
function fitsWhole(asked: Asked, { snippet, range }: Proposal): boolean {
  const { place } = asked;
  const over = place.after.findIndex(({ startOffset }) => !range || place.from + startOffset >= range.end);
  const after = range ? (over < 0 ? [] : place.after.slice(over)) : place.after;
  return fits({ ...asked, place: { ...place, after } }, plainText(snippet));
}

function ofTerminals(
  asked: Asked,
  expected: readonly Expected[],
  number: NumberPlace | undefined,
  isLiteral: boolean,
): readonly Proposal[] {
  const found: Proposal[] = [];
  const point = expected.find(({ rules }) => rules[0] === 'PeriodPoint');
  const isNumber = expected.some(({ rules }) => rules.includes('NumberLiteral'));
  if (isLiteral && isNumber) return [];
  if (point) found.push(...pointProposals(asked, point.rules));
  if (!isLiteral) found.push(...valueProposals(asked, expected, number));
  for (const one of expected) {
    if (!one.isTerminal) continue;
    if (one.token === 'MONTH' && one.rules[0] !== 'PeriodPoint')
      found.push(...monthProposals(asked, one.rules, number));
    else if (isLiteral) continue;
    else if (one.token === 'ID') found.push(...nameProposals(asked, one));
  }
  return found;
}

function ofWords(asked: Asked, expected: readonly Expected[], number: NumberPlace | undefined): readonly Proposal[] {
  const found: Proposal[] = [];
  const keywords = expected.filter(({ isTerminal }) => !isTerminal);
  const isMetric = keywords.some(({ token, rules }) => token === 'touches' && rules[0] === 'Metric');
  if (isMetric) found.push(...metricProposals(asked));
  if (keywords.some(({ token, rules }) => token === 'workday' && rules[0] === 'TimeUnit'))
    found.push(...unitProposals(asked, ''));
  if (keywords.some(({ token, rules }) => token === '/' && rules[0] === 'PerUnit'))
    found.push(...unitProposals(asked, '/'));
  const isAmount = expected.some(
    ({ token, property, rules }) => token === 'CURRENCY_CODE' && property === 'currency' && rules.includes('Primary'),
  );
  if (isAmount) found.push(...currencyProposals(asked));
  for (const one of sorted(keywords, number)) {
    const { token, rules } = one;
    if (rules[0] === 'TimeUnit' || (isMetric && rules[0] === 'Metric') || token === 'per') continue;
    if (rules[0] === 'Growing' && token === '/')
      found.push(
        ...['/month', '/year'].map(
          (unit): Proposal => ({ label: unit, kind: 'unit', snippet: unit, detail: unit.replace('/', 'per ') }),
        ),
      );
    if (token === '{' && asked.place.after.length === 0)
      found.push({ label: '{ }', kind: 'word', snippet: '{\n  $0\n}', detail: 'what belongs to it' });
    if (/^[<>=]+$/.test(token))
      found.push({ label: token, kind: 'operator', snippet: token, detail: COMPARISONS[token] });
    if (!/^[a-z]/.test(token)) continue;
    if (token === 'channel' && rules[0] === 'Channel') found.push(...channelsOfLayer(asked));
    else if (token === 'not') found.push(...notRun(asked));
    else found.push(...wordProposals(asked, one, number));
  }
  return found;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '<=': 'at most',
  '>=': 'at least',
  '<': 'less than',
  '>': 'more than',
  '=': 'equal',
};

/** Where a number is from is mostly told by its field: what is counted and what is chosen come first there. */
function sorted(keywords: readonly Expected[], number: NumberPlace | undefined): readonly Expected[] {
  const first = FIRST[number?.field ?? ''] ?? ['estimated', 'counted', 'measured', 'decided'];
  const isLater = number && !number.isFirstStep && number.start === undefined;
  const order = (token: string) => {
    if (token === 'from' && isLater) return -1;
    if (token === 'in') return 3.5;
    const at = first.indexOf(token);
    return at >= 0 ? at : ['from', 'by'].includes(token) ? 4 : 5;
  };
  return keywords.toSorted((a, b) => order(a.token) - order(b.token));
}

const RATE = ['estimated', 'measured', 'counted', 'decided'];
const COUNT = ['counted', 'measured', 'estimated', 'decided'];
const CHOSEN = ['decided', 'estimated', 'counted', 'measured'];
const FIRST: Readonly<Record<string, readonly string[]>> = {
  volume: COUNT,
  touch: COUNT,
  conversion: RATE,
  converting: RATE,
  'win rate': RATE,
  'deal size': RATE,
  closers: CHOSEN,
  capacity: CHOSEN,
  cost: CHOSEN,
  quota: CHOSEN,
};

/** The channels of a layer whose word is written. */
function channelsOfLayer(asked: Asked): readonly Proposal[] {
  const layer = `${asked.place.before[0]?.image} `;
  return declarationProposals(asked)
    .filter(({ snippet }) => snippet.startsWith(`${layer}channel`))
    .map((one) => ({ ...one, label: one.label.slice(layer.length), snippet: one.snippet.slice(layer.length) }));
}

/** `not run` for a source that no channel feeds. */
function notRun({ program, place }: Asked): readonly Proposal[] {
  const names = place.before.map(({ image }) => image);
  const own = names.findLast((name) => program.names.source.has(name));
  const isFed = own !== undefined && fedSources(program).has(own);
  if (isFed || own === undefined) return [];
  return [
    { label: 'not run', kind: 'word', snippet: `not run "${slot(1, 'Why')}"`, detail: 'no channel feeds it, and why' },
  ];
}
