import type { Derivation } from '@upsell/engine';
import { amountOver, isSteady, isSummed } from './explanation-amount.ts';
import { nameWithin } from './explanation-label.ts';
import { nameOf } from './explanation-series.ts';

type Column = readonly Derivation[];

/**
 * What a figure is made of, over the months of its derivations: `closed 12.0 x win rate 25.0%`. Where that only adds up month
 * by month, it says so.
 */
export function formulaText(of: Column, currency: string | undefined): string {
  const [first] = of;
  if (!first) return '';
  const operand: Operand = ([one, ...others]) =>
    one ? `${nameWithin(one.label, first.label)} ${amountOver([one, ...others], currency)}` : '';
  const figure = first.label.kind === 'figure' ? first.label : undefined;
  switch (figure?.name) {
    case 'queue':
      if (figure?.of === undefined) return 'what waits in all channels';
      return `${operand(columnsOf(of)[0] ?? [])} + what waited from the month before`;
    case 'carried':
      return first.op === 'sum of products'
        ? cycleText(of, operand)
        : `${operand(startsOf(of))}, over the rest of the cycle`;
    case 'given back':
      return first.op === 'sum of products' ? givenBackText(of, operand) : arithmeticText(of, operand);
    default:
      return first.op === 'sum of products' ? cycleText(of, operand) : arithmeticText(of, operand);
  }
}

/** A number with its name. */
type Operand = (column: Column) => string;

function arithmeticText(of: Column, operand: Operand): string {
  const { op } = of[0] as Derivation;
  const columns = columnsOf(of);
  const formula = columns.map(operand).join(SIGNS[op] ?? ', ');
  if (op === 'share') return `${formula}, at most 100%`;
  const [[one] = [], ...others] = columns.filter((column) => !isSteady(column));
  // Sums of months can be multiplied with what is the same in all of them, and added to each other.
  const addsUp = op === 'sum' || op === 'difference' || !one || (others.length === 0 && isSummed(one.label));
  return addsUp ? formula : `${formula}, month by month`;
}

function cycleText(of: Column, operand: Operand): string {
  const [worked] = byName(of.flatMap(({ children }) => children.filter((_, i) => i % 2 === 0)));
  return worked ? `${operand(worked)} over the cycle` : 'nothing: the cycle takes longer';
}

function givenBackText(of: Column, operand: Operand): string {
  const [first] = of;
  const [sold, rates] = [0, 1].map((place) =>
    byName(of.flatMap(({ children }) => children.filter((_, i) => i % 2 === place))),
  );
  const terms = (sold ?? []).map((column, i) => `${operand(column)} x ${operand(rates?.[i] ?? [])}`);
  return `${terms.join(' + ')}, of ${(first?.month ?? 0) - (sold?.[0]?.[0]?.month ?? 0)} months before`;
}

const SIGNS: Readonly<Record<string, string>> = {
  sum: ' + ',
  product: ' x ',
  difference: ' - ',
  quotient: ' / ',
  share: ' / ',
};

/** Children by their place; the last may be missing in some months. */
function columnsOf(of: Column): readonly Column[] {
  const width = of.reduce((most, { children }) => Math.max(most, children.length), 0);
  return Array.from({ length: width }, (_, i) => of.flatMap(({ children }) => children[i] ?? []));
}

/** Derivations of one name each, every one once, in the order of their months. */
export function byName(of: Column): readonly Column[] {
  const names = new Map<string, Set<Derivation>>();
  for (const one of of) {
    const known = names.get(nameOf(one)) ?? new Set();
    names.set(nameOf(one), known.add(one));
  }
  return [...names.values()].map((all) => [...all].sort((a, b) => (a.month ?? 0) - (b.month ?? 0)));
}

/** What was open at start, of which some months carry a part. */
function startsOf(of: Column): Column {
  const isStart = ({ label }: Derivation) => label.kind === 'field' && label.name === 'open at start';
  return of.flatMap(({ children }) => [...children, ...children.flatMap((child) => child.children)]).filter(isStart);
}
