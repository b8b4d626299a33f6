import { type Month, monthsText, monthText } from '@upsell/engine';
import { amountIn, currencyOf } from '../amount.ts';
import { readMonth, readPeriodPoint } from '../literals.ts';
import { headerOf } from '../model-block.ts';
import { referencesOf } from '../names/references.ts';
import { visibleNames } from '../visible-names.ts';
import { sampleValue } from './field-texts.ts';
import type { Expected } from './grammar-states.ts';
import { ownerSlot, periodHere, periodsIn } from './model-facts.ts';
import { type NumberPlace, unitFits } from './number-place.ts';
import { type Asked, choice, type Proposal, slot } from './proposal.ts';

/*
 * What may stand behind a number, a metric or a name: each word with what it needs, filled in, so that nobody has to look up what
 * comes next.
 */

/** A word that may come next, as proposals. `number` is what it stands behind, where it stands behind one. */
export function wordProposals(
  asked: Asked,
  { token: word, rules: [rule] }: Expected,
  number: NumberPlace | undefined,
): readonly Proposal[] {
  const one = (snippet: string, detail: string): readonly Proposal[] => [
    { label: word, kind: 'word', snippet, detail },
  ];
  const { asOf, program, place } = asked;
  const previous = place.before.at(-1)?.image ?? '';
  switch (word) {
    case 'sample':
      return one('sample', 'a number that nobody has looked at yet');
    case 'estimated':
    case 'decided': {
      const label = `${word} ${monthText(asOf)}`;
      const detail = word === 'decided' ? 'somebody chose it' : 'a judgement, good for two quarters';
      return [{ label, kind: 'word', snippet: `${word} ${slot(1, monthText(asOf))}`, detail }];
    }
    case 'counted':
    case 'measured': {
      const [first, last] = [monthText(asOf - 3), monthText(asOf - 1)];
      const detail = word === 'counted' ? 'read off a system' : 'a rate of what happened';
      const snippet = `${word} ${slot(1, first)} to ${slot(2, last)}`;
      return [{ label: `${word} ${first} to ${last}`, kind: 'word', snippet, detail }];
    }
    case 'from': {
      if (number?.isFirstStep && !number.isSet) return [];
      const [month] = number ? laterMonths(asked, number) : [asOf];
      return month === undefined ? [] : one(`from ${slot(1, monthText(month))}`, 'the month from which it holds');
    }
    case 'growing':
      return one(`growing ${slot(1, '1%')}/${choice(2, ['month', 'year'])}`, 'a rate of growth');
    case 'rising':
      return number ? rise(asked, number, 'rising', one) : [];
    case 'to':
      if (rule === 'Rising') return number ? rise(asked, number, 'to', one) : [];
      return rule === 'Period' ? periodEnd(asked) : number ? rangeEnd(asked, number, one) : [];
    case 'by': {
      if (rule === 'Rising') return number ? rise(asked, number, 'by', one) : [];
      if (place.before[0]?.image === 'scale') return one(`by ${slot(1, '1.1')}`, 'the factor');
      if (place.before[0]?.image === 'initiated')
        return one(`by ${choice(1, ['customer', 'vendor'])}`, 'who starts the conversation');
      const owners = ownerSlot(asked, 1);
      return owners === undefined ? [] : one(`by ${owners}`, 'who answers for it');
    }
    case 'note':
      return one(`note "${slot(1, 'Why')}"`, 'what a reader should know');
    case 'evidence':
      return one(`evidence "${slot(1, 'https://')}"`, 'where the number can be looked up');
    case 'converting':
      return one(`converting ${slot(1, '2%')} ${slot(2, 'sample')}`, 'its own conversion');
    case 'renamed':
      return [
        {
          label: 'renamed from',
          kind: 'word',
          snippet: `renamed from ${slot(1, 'old_name')}`,
          detail: 'the name that the CRM still has',
        },
      ];
    case 'gated':
      return one('gated', 'a wall in front of something already built');
    case 'team':
      return one(`team "${slot(1, 'Team')}"`, 'the team');
    case 'of': {
      const names = visibleNames(program, 0, 'channel');
      return names.length === 0 || !takesOf(asked) ? [] : one(`of ${choice(1, names)}`, 'of one channel only');
    }
    case 'in': {
      const [period] = periodNames(asked);
      return one(`in ${slot(1, period ?? monthText(asOf))}`, 'in some months only');
    }
    case 'at':
      return exchange(asked, one);
    case 'month':
    case 'months':
      return (word === 'month') === (previous === '1') ? one(word, 'how many months later all of it closes') : [];
    case 'min':
    case 'max': {
      if (previous === '/') return [];
      const amount = amountIn(currencyOf(program), '1,000');
      const values = [
        sampleValue(number?.field ?? '', currencyOf(program)),
        '100/month',
        amount,
        `${amount}/month`,
        '1',
      ];
      const value = values.find((one) => unitFits(asked, `${word}(${one})`, 'Call')) ?? '1';
      const text = word === 'min' ? 'the smallest of some values' : 'the largest of some values';
      return [
        { label: word, kind: 'function', snippet: `${word}(${slot(1, value)}, ${slot(2, value)})`, detail: text },
      ];
    }
    default:
      return one(word, WORDS[word] ?? '');
  }
}

const WORDS: Readonly<Record<string, string>> = {
  as: 'the name of the part',
  customer: 'the customer starts the conversation',
  vendor: 'the vendor starts the conversation',
  per: 'a time unit',
};

/** The months from which a step may hold: behind the step before it, and before the next one. */
export function laterMonths(asked: Asked, { from, until, isFirstStep }: NumberPlace): readonly Month[] {
  const { first, last } = periodHere(asked);
  const least = Math.max(from === undefined ? first : from + 1, isFirstStep ? first : first + 1);
  const best = Math.max(least, asked.asOf);
  const fits = (month: Month) => month >= least && month < (until ?? Number.POSITIVE_INFINITY);
  const months = [...span(best, Math.max(last, best)), ...span(least, best - 1)];
  return months.filter(fits);
}

/** The months by which a rise may end, the last of the period first. */
export function riseEnds(asked: Asked, { start, from }: NumberPlace): readonly Month[] {
  const { first, last } = periodHere(asked);
  const least = (start ?? from ?? first) + 1;
  return span(least, Math.max(last, least)).toReversed();
}

const span = (first: Month, last: Month): Month[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

type One = (snippet: string, detail: string) => readonly Proposal[];

/** A rise to another value by a month, from one of its words on. */
function rise(asked: Asked, number: NumberPlace, word: 'rising' | 'to' | 'by', one: One): readonly Proposal[] {
  const [month] = riseEnds(asked, number);
  if (month === undefined) return [];
  const by = `by ${slot(2, monthText(month))}`;
  const to = `to ${slot(1, writtenValue(number))} ${by}`;
  const snippet = word === 'by' ? by : word === 'to' ? to : `rising ${to}`;
  return one(snippet, 'in equal steps to another value');
}

const writtenValue = ({ value }: NumberPlace): string =>
  value
    .map(({ image }) => image)
    .join(' ')
    .replaceAll(/ ?\/ ?/g, '/');

/** The other end of a range, whose ends are numbers only. */
function rangeEnd({ place }: Asked, number: NumberPlace, one: One): readonly Proposal[] {
  const { value } = number;
  if (/^(?:[-+*/]|per)$/.test(place.after[0]?.image ?? '')) return [];
  if (
    value.length === 0 ||
    value.some(({ image }) => /^[A-Za-z_]/.test(image) && !UNITS.includes(image) && image !== 'per')
  )
    return [];
  const text = writtenValue(number);
  const [, digits = ''] = /(\d[\d.,]*)/.exec(text) ?? [];
  const more = String(Number(digits.replaceAll(',', '')) * 2);
  // A range of zero, or of what is not one number, is left to be written.
  if (!(Number(more) > 0) || value.length > 3) return [];
  return one(`to ${slot(1, text.replace(digits, more))}`, 'a range: its 5th and 95th percentile');
}

export const UNITS: readonly string[] = ['month', 'week', 'day', 'quarter', 'year', 'workday'];

/** The end of a period whose beginning is written. */
function periodEnd(asked: Asked): readonly Proposal[] {
  const { place, asOf } = asked;
  const { last, fiscalYearStart } = periodHere(asked);
  const start = readPeriodPoint(place.before.at(-1)?.image ?? '', fiscalYearStart);
  if (!start) return [];
  const isEvidence = place.before.some(({ image }) => image === 'counted' || image === 'measured');
  const isModel = place.before[0]?.image === 'period';
  const end = isEvidence ? Math.min(start.first + 2, asOf - 1) : isModel ? start.first + 11 : last;
  if (end <= start.last) return [];
  return [
    {
      label: `to ${monthText(end)}`,
      kind: 'word',
      snippet: `to ${slot(1, monthText(end))}`,
      detail: monthsText(start.first, end),
    },
  ];
}

/** The names of periods of the model: those that it has whole first. */
export function periodNames(asked: Asked): readonly string[] {
  const { first, last, fiscalYearStart } = periodHere(asked);
  return periodsIn(first, last, fiscalYearStart).map(({ text }) => text);
}

/** The metric before the cursor is not one of the whole model only. */
function takesOf({ place: { before } }: Asked): boolean {
  const [other, last] = before.slice(-2).map(({ image }) => image);
  return last !== 'cost' && !(other === 'leverage' && last === 'share');
}

/** An exchange rate, where a part is in another currency. */
function exchange({ program, place }: Asked, one: One): readonly Proposal[] {
  const name = place.before.at(-1)?.image;
  const part = program.includes.find(({ node, file }) => file === 0 && node.name === name)?.source;
  const [own, other] = [currencyOf(program), headerOf(part)?.currency?.code];
  if (other === undefined || own === other) return [];
  return one(`at ${slot(1, '1')} ${own} per ${other}`, `what one ${other} is worth in ${own}`);
}

/** The time units behind `/`; with it where it is still to be written. */
export function unitProposals(asked: Asked, sign: '' | '/'): readonly Proposal[] {
  if (isPlain(asked) || changesDriver(asked) || !unitFits(asked, `${sign}month`, 'PerUnit')) return [];
  return UNITS.map((unit) => ({
    label: `${sign}${unit}`,
    kind: 'unit',
    snippet: `${sign}${unit}`,
    detail: `per ${unit}`,
  }));
}

/** True in fields whose numbers have no unit. */
const isPlain = ({ place: { before } }: Asked): boolean => PLAIN.has(before[0]?.image ?? '');

const PLAIN = new Set(['cycle', 'attention', 'season', 'open', 'target']);

/** True for the number of a driver that others go by: with another unit it would fit nowhere any more. */
function changesDriver({ program, place: { before } }: Asked): boolean {
  const [word, name] = before.map(({ image }) => image);
  if (word !== 'driver' || name === undefined) return false;
  return referencesOf(program, { kind: 'driver', name }).some(({ isDeclaration }) => !isDeclaration);
}

/** The model's currency behind an amount that has none. */
export function currencyProposals(asked: Asked): readonly Proposal[] {
  const code = currencyOf(asked.program);
  if (isPlain(asked) && asked.place.before[0]?.image !== 'target') return [];
  const isAmount = !unitFits(asked, '', 'NumberLiteral') && unitFits(asked, code, 'NumberLiteral');
  return isAmount ? [{ label: code, kind: 'unit', snippet: code, detail: "the model's currency" }] : [];
}

/** The months that may stand at the cursor, by what they are: the most likely first. */
export function monthProposals(
  asked: Asked,
  rules: readonly string[],
  number: NumberPlace | undefined,
): readonly Proposal[] {
  const { asOf } = asked;
  const months = (): readonly Month[] => {
    if (rules[0] === 'Step' && number) return laterMonths(asked, { ...number, start: undefined });
    if (rules[0] === 'Rising' && number) return riseEnds(asked, number);
    if (rules[0] === 'ScaleEdit') {
      const { first, last } = periodHere(asked);
      return span(Math.max(first, Math.min(asOf, last)), last);
    }
    return span(asOf - 11, asOf).toReversed();
  };
  return months().map((month) => ({ label: monthText(month), kind: 'month', snippet: monthText(month) }));
}

/** The periods that may stand at the cursor: behind `to` those that end later than it begins. */
export function pointProposals(asked: Asked, rules: readonly string[]): readonly Proposal[] {
  const { place, asOf } = asked;
  const period = periodHere(asked);
  const { fiscalYearStart } = period;
  const isEvidence = rules.includes('Provenance');
  const isModel = rules.includes('PeriodField');
  const [least, last] = isEvidence
    ? [asOf - 12, asOf - 1]
    : isModel
      ? [asOf - 1, asOf + 23]
      : [period.first, period.last];
  const isEnd = place.before.at(-1)?.image === 'to';
  const start = isEnd ? readPeriodPoint(place.before.at(-2)?.image ?? '', fiscalYearStart) : undefined;
  const end =
    place.after[0]?.image === 'to' ? readPeriodPoint(place.after[1]?.image ?? '', fiscalYearStart) : undefined;
  const named = periodsIn(start ? Math.max(start.first, least) : least, last, fiscalYearStart);
  const fitting = named.filter(
    (one) =>
      (readPeriodPoint(one.text, fiscalYearStart)?.last ?? 0) <= (isEvidence ? asOf - 1 : Number.POSITIVE_INFINITY) &&
      (!start || one.last >= start.last) &&
      (!end || one.first <= end.last),
  );
  const isMonth = ({ text }: { readonly text: string }) => readMonth(text) !== undefined;
  // What is counted is counted in the last months; a period of evidence or of the model mostly begins with a month.
  const sorted = isEvidence
    ? fitting.toReversed().toSorted((a, b) => Number(isMonth(b)) - Number(isMonth(a)))
    : isModel && !start
      ? fitting.toSorted((a, b) => Number(isMonth(b)) - Number(isMonth(a)))
      : isModel
        ? fitting
            .filter(isMonth)
            .toSorted(
              (a, b) => Number(b.last - (start?.first ?? 0) === 11) - Number(a.last - (start?.first ?? 0) === 11),
            )
        : fitting;
  const months = isEvidence && !isEnd && !end ? [monthsText(asOf - 3, asOf - 1)] : [];
  return [
    ...months.map((text): Proposal => ({ label: text, kind: 'month', snippet: text, detail: 'the last three months' })),
    ...sorted.map(({ text, detail }): Proposal => ({ label: text, kind: 'month', snippet: text, detail })),
  ];
}
