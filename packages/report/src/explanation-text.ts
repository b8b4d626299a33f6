import { type Derivation, type Label, type Month, monthsText } from '@upsell/engine';
import { amountOver, amountText } from './explanation-amount.ts';
import { assumptionLine, type ExplanationWords, stepsOf } from './explanation-assumption.ts';
import { byName, formulaText } from './explanation-formula.ts';
import type { Explanation } from './explanation-json.ts';
import { blockOf, nameWithin } from './explanation-label.ts';
import { type Line, layOut } from './explanation-layout.ts';
import { namedWithin, nameOf, seriesOf } from './explanation-series.ts';
import { monthTable } from './explanation-table.ts';
import { roundParts } from './numbers.ts';

/**
 * A derivation for a terminal, at most 100 columns wide: what each figure is made of, and further in what that is made of, down
 * to the assumptions with their owner, provenance and place. What is the same in all months is said once, months stand in a
 * table where they differ, and what was told is not told again.
 */
export const explanationText = (explained: Explanation, words: ExplanationWords): string =>
  layOut(explanationLines(explained, words));

/** The same before it is laid out: first what the figure is, then what it is made of. */
export function explanationLines(explained: Explanation, words: ExplanationWords): readonly Line[] {
  const { root, currency } = explained;
  const lines: Line[] = [];
  /** What is still to be told, each by itself. */
  const sections: (readonly Derivation[])[] = [[root]];
  const told = new Set<string>();
  const series = seriesOf(root);
  const window = firstMonths(root);

  const say = (indent: number, text: string) => lines.push({ kind: 'sentence', indent, text });

  function isTold(name: string): boolean {
    const known = told.has(name);
    told.add(name);
    return known;
  }

  /** Tells the figures of a channel, of the closers or of the whole in a section of their own, behind those before it. */
  function tell(of: readonly Derivation[], indent: number, within: Label): void {
    for (const made of byName(of)) {
      const [first] = made;
      // What is a sum of nothing is 0, and its line in a larger sum says so.
      if (!first || made.every(isNothing)) continue;
      const next = () => (first.month === undefined ? whole(first, indent, within) : monthly(made, indent, within));
      if (blockOf(first.label) === blockOf(within)) next();
      else sections.push(made);
    }
  }

  function section(of: readonly Derivation[]): void {
    const [first] = of;
    if (!first || told.has(first.month === undefined ? `${nameOf(first)} in all` : nameOf(first))) return;
    say(0, '');
    if (first.month === undefined) whole(first, 0);
    else monthly(of, 0);
  }

  /** A figure over all of its months, out of its months or out of other such figures. */
  function whole(of: Derivation, indent: number, within?: Label): void {
    const { children, label } = of;
    const [first] = children;
    if (isTold(`${nameOf(of)} in all`)) return;
    if (first?.month !== undefined && nameOf(first) === nameOf(of)) {
      monthly(children, indent, within);
      return;
    }
    const name = `${nameWithin(label, within)} ${amountText(of.value, of, currency)}`;
    const isList = of.op === 'sum' && children.length > 1 && first?.month === undefined;
    if (!first || isNothing(of)) say(indent, `${name}: there is nothing to add up`);
    else if (isList) {
      say(indent, `${name} is the sum of`);
      lines.push({ kind: 'table', indent: indent + 2, rows: shares(of) });
    } else if (first.month !== undefined)
      say(indent, `${name} = ${nameWithin(first.label, label)} ${amountOver(children, currency)}`);
    else if (!Number.isNaN(of.value)) say(indent, `${name} = ${formulaText([of], currency)}`);
    assumptions(first?.month === undefined ? [of] : [], indent + 2, label);
    tell(children.filter(isFigure), indent + 2, label);
  }

  /** A figure in all months that the derivation has of it. */
  const allOf = (one: Derivation): readonly Derivation[] =>
    [...(series.get(nameOf(one))?.all ?? [])].sort((a, b) => (a.month ?? 0) - (b.month ?? 0));

  /** What is summed, in rows that add up as shown. */
  function shares(of: Derivation): readonly (readonly string[])[] {
    const [first] = of.children;
    const digits = first && amountText(0, first, currency).includes('.') ? 1 : 0;
    const rounded = roundParts(
      of.children.map(({ value }) => value),
      digits,
      of.value,
    );
    return of.children.map((child, i) => [
      ('of' in child.label && child.label.of) || nameWithin(child.label, of.label),
      amountText(rounded[i] as number, child, currency),
    ]);
  }

  /** One figure in several months, with a table of what differs in them where none above has it. */
  function monthly(asked: readonly Derivation[], indent: number, within?: Label): void {
    const [first] = asked;
    if (!first || isTold(nameOf(first))) return;
    const { label } = first;
    // What waits comes of all months before, and so does the share of it that is worked.
    const of = label.kind === 'figure' && REACHING_BACK.has(label.name) ? allOf(first) : asked;
    const dates = of.every(({ month }) => month !== undefined && window.has(month)) ? '' : ` (${datesText(of)})`;
    say(indent, `${nameWithin(label, within)} ${amountOver(of, currency)}${dates} = ${formulaText(of, currency)}`);
    // What all channels share stands in the table of each, once.
    const rows = monthTable(of, series, currency, (column) => !isTold(`${column} in ${blockOf(label)}`));
    if (rows.length > 0) lines.push({ kind: 'table', indent: indent + 2, rows });
    assumptions(of, indent + 2, label);
    if (isAllQueues(label) && isAllWorked(first)) return;
    const figures = of.flatMap(namedWithin).filter(isFigure);
    tell(
      figures.filter((one) => one.label.name !== 'backlog'),
      indent + 2,
      label,
    );
  }

  /** True where the closers work all that there is in every month: then no channel has to do with another. */
  function isAllWorked(queues: Derivation): boolean {
    const share = { ...queues, label: { ...queues.label, name: 'share worked' } as Label };
    return [...(series.get(nameOf(share))?.all ?? [])].every(({ value }) => value === 1);
  }

  /** The assumptions that figures are made of, each once and with all steps that the derivation needs of it. */
  function assumptions(of: readonly Derivation[], indent: number, within: Label): void {
    for (const [one] of byName(of.flatMap(namedWithin).filter((used) => !isFigure(used)))) {
      if (!one || isTold(nameOf(one))) continue;
      // What has no place in the text is the language's own, such as 100% in a month that a season does not name.
      for (const step of stepsOf(allOf(one).filter(({ at }) => at))) {
        lines.push(assumptionLine(step, nameWithin(one.label, within), { indent, currency, words }));
        if (indent < DEEPEST) assumptions(step, indent + 2, within);
        else if (step.some((used) => namedWithin(used).length > 0)) say(indent + 2, 'and so on: --json has all of it');
      }
    }
  }

  say(0, headline(explained));
  for (let next = sections.shift(); next; next = sections.shift()) section(next);
  return lines;
}

/** So deep do assumptions stand in each other before the rest is left to --json. */
const DEEPEST = 24;

function headline({ figure, scenario, root, currency }: Explanation): string {
  const name = scenario === undefined ? figure : `${figure}, scenario ${scenario}`;
  if (!Number.isNaN(root.value)) return `${name} = ${amountText(root.value, root, currency)}`;
  const under = root.children[1];
  return `${name} has no value: ${under ? nameWithin(under.label, root.label) : 'what it is divided by'} is 0`;
}

/** The months of the figure itself; what it is made of may lie before them. */
function firstMonths(root: Derivation): ReadonlySet<Month> {
  const months = new Set<Month>();
  const seen = new Set<Derivation>();
  const pending = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.month === undefined) for (const child of next.children) pending.push(child);
    else months.add(next.month);
  }
  return months;
}

function datesText(of: readonly Derivation[]): string {
  const months = of.flatMap(({ month }) => month ?? []);
  return monthsText(Math.min(...months), Math.max(...months));
}

const isAllQueues = (label: Label): boolean =>
  label.kind === 'figure' && label.name === 'queue' && label.of === undefined;

type FigureDerivation = Derivation & { readonly label: Extract<Label, { kind: 'figure' }> };

const isNothing = ({ op, children }: Derivation): boolean => op === 'sum' && children.every(isNothing);

/** A figure that is made of others; what was counted is not. */
const isFigure = (of: Derivation): of is FigureDerivation => of.label.kind === 'figure' && of.op !== 'actual';

/** Figures of a month that are made of those of the months before. */
const REACHING_BACK: ReadonlySet<string> = new Set(['queue', 'share worked']);
