import { fiscalQuarterText, type Month, monthText, yearOf } from '@upsell/engine';
import { factsOf } from '../facts.ts';
import type { Channel, Owner } from '../generated/ast.ts';
import { readPeriodPoint } from '../literals.ts';
import { ofType } from '../model-block.ts';
import type { NameKind, Program } from '../program.ts';
import { periodOf } from '../source-cards.ts';
import { visibleNames } from '../visible-names.ts';
import { type Asked, choice } from './proposal.ts';

/** The months from one to another. */
export const monthsFrom = (first: Month, last: Month): readonly Month[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

/** The period of the model; the twelve months from the current one on where none is known. */
export function periodHere({ program, asOf }: Asked): {
  readonly first: Month;
  readonly last: Month;
  readonly fiscalYearStart: number;
} {
  const period = periodOf(program);
  const isUsable = period && period.last >= period.first && period.last - period.first < MOST;
  return isUsable ? period : { first: asOf, last: asOf + 11, fiscalYearStart: period?.fiscalYearStart ?? 1 };
}

const MOST = 600;

/** A stretch of time by its name. */
export interface NamedPeriod {
  readonly text: string;
  readonly first: Month;
  readonly last: Month;
  readonly detail: string;
}

/** The years, the quarters and the months of some months, in this order, those last that are not whole: fiscal ones where the fiscal year is not the calendar's. */
export function periodsIn(first: Month, last: Month, fiscalYearStart: number): readonly NamedPeriod[] {
  const isFiscal = fiscalYearStart !== 1;
  const named = new Map<string, NamedPeriod>();
  const add = (text: string, month: Month, detail: string) => {
    const known = named.get(text);
    named.set(text, { text, first: known?.first ?? month, last: month, detail });
  };
  const months = monthsFrom(first, last);
  for (const month of months) add(yearText(month, fiscalYearStart), month, isFiscal ? 'fiscal year' : 'year');
  for (const month of months) add(quarterText(month, fiscalYearStart), month, isFiscal ? 'fiscal quarter' : 'quarter');
  for (const month of months) add(monthText(month), month, 'month');
  const isWhole = ({ text }: NamedPeriod) => {
    const own = readPeriodPoint(text, fiscalYearStart);
    return own !== undefined && own.first >= first && own.last <= last;
  };
  const all = [...named.values()];
  return [...all.filter(isWhole), ...all.filter((one) => !isWhole(one))];
}

const quarterText = (month: Month, start: number): string =>
  start === 1 ? `${yearOf(month)}-Q${Math.floor((month % 12) / 3) + 1}` : fiscalQuarterText(month, start);

const yearText = (month: Month, start: number): string =>
  start === 1 ? String(yearOf(month)) : fiscalQuarterText(month, start).replace(/-Q\d$/, '');

/** Names of owners with what each is called. */
export const ownersHere = ({ program }: Asked): readonly { readonly name: string; readonly label?: string }[] =>
  visibleNames(program, 0, 'owner').map((name) => ({
    name,
    label: (program.names.owner.get(name)?.[0]?.node as Owner | undefined)?.label,
  }));

/** A name that nothing of a kind has yet. */
export function freshName({ names }: Program, kind: NameKind, wanted: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}_${count}`;
    if (!names[kind].has(name)) return name;
  }
}

/** A slot for the name of an owner: the likely one first, else one who does not close. Undefined where none is declared. */
export function ownerSlot(asked: Asked, index: number, likely?: string): string | undefined {
  const { closer } = factsOf(asked.program);
  const all = ownersHere(asked).map(({ name }) => name);
  const names = likely === undefined ? all : all.toSorted((a, b) => Number(a === closer) - Number(b === closer));
  const [first] = names;
  if (first === undefined) return undefined;
  const best = likely !== undefined && names.includes(likely) ? likely : first;
  return choice(index, [best, ...names.filter((name) => name !== best)].slice(0, MOST_CHOICES));
}

const MOST_CHOICES = 30;

/** The sources that channels feed. */
export const fedSources = (program: Program): ReadonlySet<string> =>
  new Set(
    ofType<Channel>(program, 'Channel')
      .flatMap(({ node }) => node.fields)
      .flatMap((field) => (field.$type === 'SourceField' && field.source ? [field.source.$refText] : [])),
  );
