import { monthOfFiscalQuarter } from '../calendar.ts';
import type { Evaluator } from '../evaluator.ts';
import { type Broken, type Closing, isBroken, type Model } from '../model.ts';
import { ATTENTION, CAPACITY, CLOSERS, COST, CYCLE, DEAL_SIZE, QUOTA, WIN_RATE } from '../place.ts';
import { type AssumptionLines, recurring } from './assumption-lines.ts';
import type { Line } from './cell.ts';
import { sum } from './formula.ts';
import { WrittenLine } from './line.ts';

/** The closing model's lines. Those of optional fields are absent without them. */
export interface ClosingLines {
  readonly winRate: WrittenLine;
  readonly dealSize: WrittenLine;
  /** The share that closes in the month of the work, and in each month after it. */
  readonly cycle: WrittenLine;
  /** What the shares add up to. */
  readonly whole: WrittenLine;
  /** Those shares from the last to the first. */
  readonly reversed: WrittenLine;
  /** What is still open after each of the months but the last. */
  readonly stillOpen: WrittenLine;
  readonly closers?: WrittenLine;
  readonly capacity?: WrittenLine;
  readonly attention?: WrittenLine;
  readonly cost?: WrittenLine;
  readonly quota?: WrittenLine;
  /** What the reader looks at, in the order of the fields. */
  readonly all: readonly Line[];
}

/** Shares that a cycle has at least, so that there is room to try another one. */
const LEAST_SHARES = 6;

export function closingLines(model: Model, assumptions: AssumptionLines, values: Evaluator): ClosingLines | Broken {
  const { closing } = model;
  if (isBroken(closing)) return closing;
  const all: Line[] = [];
  const field = (of: Closing['winRate'], place: typeof WIN_RATE): WrittenLine => {
    const told = assumptions.field(of, place, { kind: 'assumption', name: place.name });
    all.push(...told.all);
    return told.line;
  };
  const optional = (of: Closing['cost'], place: typeof WIN_RATE) => of && field(of, place);
  const winRate = field(closing.winRate, WIN_RATE);
  const dealSize = field(closing.dealSize, DEAL_SIZE);
  const asksForClosers = closing.capacity ?? closing.cost ?? closing.quota;
  const closers = optional(closing.closers, CLOSERS) ?? (asksForClosers && oneCloser(model.months));
  if (closers && !closing.closers) all.push(closers);
  const capacity = optional(closing.capacity, CAPACITY);
  const attention = closing.attention && attentionLine(closing.attention, model, values);
  if (attention) all.push(attention);
  const cost = optional(closing.cost, COST);
  const quota = optional(closing.quota, QUOTA);
  return { winRate, dealSize, closers, capacity, attention, cost, quota, all, ...cycleLines(closing, values) };
}

/** The number of closers where the text names none. */
function oneCloser(months: number): WrittenLine {
  const line = new WrittenLine({ kind: 'assumption', name: CLOSERS.name }, 'number');
  recurring(line, months, 1, () => 1);
  return line;
}

function attentionLine(shares: NonNullable<Closing['attention']>, model: Model, values: Evaluator): WrittenLine {
  const evaluated = shares.map((share) => values.constant(share, ATTENTION));
  const line = new WrittenLine(
    { kind: 'assumption', name: ATTENTION.name },
    'rate',
    'months',
    evaluated.find(isBroken),
  );
  const at = (m: number) => evaluated[monthOfFiscalQuarter(model.start + m, model.fiscalYearStart)] as number;
  if (!line.broken) recurring(line, model.months, 3, at);
  return line;
}

function cycleLines(
  { cycle }: Closing,
  values: Evaluator,
): Pick<ClosingLines, 'cycle' | 'whole' | 'reversed' | 'stillOpen'> {
  const shares = sharesOf(cycle, values);
  const line = new WrittenLine({ kind: 'cycle' }, 'rate', 'months later', shares.find(isBroken));
  const whole = new WrittenLine({ kind: 'whole cycle' }, 'rate', 'places', line.broken);
  const reversed = new WrittenLine({ kind: 'cycle reversed' }, 'rate', 'places', line.broken);
  const stillOpen = new WrittenLine({ kind: 'still open' }, 'rate', 'months later', line.broken);
  if (line.broken) return { cycle: line, whole, reversed, stillOpen };
  const last = Math.max(shares.length, LEAST_SHARES) - 1;
  for (let k = 0; k <= last; k++) line.input(k, (shares[k] as number | undefined) ?? 0);
  whole.set(0, sum(line.run(0, last)));
  for (let k = 0; k <= last; k++) reversed.set(k, line.at(last - k));
  for (let k = 0; k < last; k++) stillOpen.set(k, sum(line.run(k + 1, last)));
  return { cycle: line, whole, reversed, stillOpen };
}

function sharesOf(cycle: Closing['cycle'], values: Evaluator): readonly (number | Broken)[] {
  if (!cycle) return [1];
  if (cycle.kind === 'months') return [...new Array<number>(cycle.months).fill(0), 1];
  return cycle.shares.map((share) => values.constant(share, CYCLE));
}
