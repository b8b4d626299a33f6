import { isBroken, type Month, monthsText, monthText } from '@upsell/engine';
import type { Piece } from '../document.ts';
import { countText, decimals, moneyText, rateText, signedText } from '../numbers.ts';
import { apartText, differenceText, missingText, valueText } from '../value-text.ts';
import { varianceReport } from '../variance-report.ts';
import type { Board } from './board.ts';
import { errorText } from './error-text.ts';
import type { Shown } from './figure.ts';
import type { Machine, MachineCell, MachineRow } from './grid.ts';
import { headlineOf } from './headline.ts';
import { machineOf, monthsToShow, showsActuals } from './machine.ts';
import { SCENARIO_METRICS, type ScenariosScreen, scenariosScreenOf } from './scenarios-screen.ts';
import { trustOf } from './trust.ts';

/** The dashboard for a pull request or a wiki: what its screens show, as text, tables and a chart. */
export function dashboardReport(board: Board): readonly Piece[] {
  const { model } = board.input;
  const machine = machineOf(board);
  const error = errorText(board);
  return [
    { kind: 'title', text: model.title || 'Model' },
    ...(error === undefined ? [] : [{ kind: 'text', text: error } as const]),
    ...headlinePieces(board),
    ...machinePieces(machine),
    ...variancePieces(board),
    ...scenarioPieces(scenariosScreenOf(board), model.currency),
    ...trustPieces(board),
  ];
}

function headlinePieces(board: Board): readonly Piece[] {
  const { model } = board.input;
  const { opened, revenue, net, durable, plan, reforecast, targets } = headlineOf(board);
  const money = (value: Shown) => (value === null ? 'withheld' : moneyText(value, model.currency));
  const period = model.broken ? '' : `, ${monthsText(model.start, model.start + model.months - 1)}`;
  return [
    {
      kind: 'list',
      items: [
        `Opened a month: ${opened === null ? 'withheld' : countText(opened)}`,
        `Revenue${period}: ${money(revenue)}`,
        ...(net === undefined ? [] : [`Net revenue: ${money(net)}, durable ${money(durable ?? null)}`]),
        ...(plan === undefined ? [] : [`Plan of record: ${money(plan)}`]),
        ...(reforecast
          ? [
              `Re-forecast with actuals through ${monthText(reforecast.through)}: ${money(reforecast.value)}, 90% between ${money(reforecast.low)} and ${money(reforecast.high)}`,
            ]
          : []),
        ...targets.map(({ text, owner, goal, value, kind, attainment, gap }) => {
          const head = `Target \`${text}\`${owner === undefined ? '' : ` (${owner})`}:`;
          if (value === null || gap === null) return `${head} not known`;
          const missing = gap > 0 ? `${missingText(gap, kind, model.currency)} missing` : 'reached';
          const attained = attainment === null ? '' : `, ${rateText(attainment)} attained`;
          return `${head} ${apartText(value, goal ?? value, kind, model.currency)[0]}${attained}, ${missing}`;
        }),
      ],
    },
  ];
}

/** A column a month; of more months than can be read beside each other the last ones with actuals and those around them. */
function machinePieces(machine: Machine): readonly Piece[] {
  const { months, groups, total, hasPlan } = machine;
  if (groups.length === 0) return [];
  const shown = monthsToShow(total, MOST_MONTHS);
  const rows = groups.flatMap(({ layer, rows: own, subtotal }) => [
    ...own.map((row) => rowOf(row, row.title, shown)),
    ...(subtotal ? [rowOf(subtotal, `${LAYERS[layer ?? ''] ?? 'Others'} together`, shown)] : []),
  ]);
  const monthAt = (m: number) => months[m] as Month;
  const key = [
    ...(shown.length < months.length
      ? [
          `${monthsText(monthAt(shown[0] as number), monthAt(shown.at(-1) as number))}; totals are of all ${months.length} months.`,
        ]
      : []),
    ...(showsActuals(machine)
      ? [
          `Of a month with actuals: what happened, and in brackets what ${hasPlan ? 'the plan of record' : 'the model'} had. A \`*\` is a signal, more than chance explains.`,
        ]
      : []),
  ];
  const header = ['Channel', 'Owner', ...shown.map((m) => monthText(monthAt(m))), 'Total'];
  const drawn = chart(shown.map((m) => [monthAt(m), total.cells[m] as MachineCell]));
  return [
    { kind: 'heading', text: 'Opened opportunities by channel and month' },
    ...key.map((text): Piece => ({ kind: 'text', text })),
    { kind: 'table', left: 2, hasTotal: true, rows: [header, ...rows, rowOf(total, 'Total', shown)] },
    ...(drawn === undefined ? [] : [{ kind: 'mermaid', text: drawn } as const]),
  ];
}

const LAYERS: Readonly<Record<string, string>> = { foundation: 'Foundation', leverage: 'Leverage' };
const MOST_MONTHS = 14;

function rowOf({ owner, cells, shown: whole }: MachineRow, name: string, shown: readonly number[]): readonly string[] {
  return [name, owner ?? '', ...shown.map((m) => cellText(cells[m] as MachineCell)), numberText(whole)];
}

function cellText({ shown, actual }: MachineCell): string {
  if (!actual) return numberText(shown);
  const mark = actual.verdict === 'signal' ? '*' : '';
  return `${decimals(actual.opened, 0)}${mark} (${countText(actual.shown)})`;
}

const numberText = (value: Shown): string => (value === null ? '-' : countText(value));

/** Opened a month: what happened as bars, the model as a line, where it is not withheld. No text of the model is in it. */
function chart(months: readonly (readonly [Month, MachineCell])[]): string | undefined {
  const list = (values: readonly number[]) => `[${values.map((value) => Number(value.toFixed(2))).join(', ')}]`;
  const model = months.flatMap(([, { opened }]) => opened ?? []);
  const isKnown = model.length === months.length;
  const hasActuals = months.some(([, { actual }]) => actual);
  if (!hasActuals && !isKnown) return undefined;
  const drawn = [...(isKnown ? ['model as a line'] : []), ...(hasActuals ? ['actual as bars'] : [])];
  return [
    'xychart-beta',
    `  title "Opened opportunities a month: ${drawn.join(', ')}"`,
    `  x-axis [${months.map(([month]) => `"${monthText(month)}"`).join(', ')}]`,
    '  y-axis "Opened"',
    ...(hasActuals ? [`  bar ${list(months.map(([, { actual }]) => actual?.opened ?? 0))}`] : []),
    ...(isKnown ? [`  line ${list(model)}`] : []),
  ].join('\n');
}

function variancePieces({ input, tracking }: Board): readonly Piece[] {
  const { model, plan } = input;
  const found = tracking.variance();
  if (!found || isBroken(found)) return [];
  const closer = isBroken(model.closing) ? undefined : model.closing.owner;
  // Its own title is that of the whole.
  const [, ...pieces] = varianceReport(found, { model, plan, closer });
  return [{ kind: 'heading', text: 'Variance' }, ...pieces];
}

function scenarioPieces({ model, scenarios }: ScenariosScreen, currency: string | undefined): readonly Piece[] {
  if (scenarios.length === 0) return [];
  const rows = SCENARIO_METRICS.map(({ metric, kind, name }) => {
    const here = model.summary[metric] ?? null;
    const text = (value: Shown) => (value === null ? '-' : valueText(value, kind, currency));
    return [
      name,
      text(here),
      ...scenarios.map(({ summary }) => {
        const value = summary[metric] ?? null;
        const change = value === null || here === null ? 0 : value - here;
        return change === 0 ? text(value) : `${text(value)} (${differenceText(change, kind, currency)})`;
      }),
    ];
  });
  return [
    { kind: 'heading', text: 'Scenarios' },
    { kind: 'table', left: 1, rows: [['Figure', 'Model', ...scenarios.map(({ title }) => title)], ...rows] },
  ];
}

function trustPieces(board: Board): readonly Piece[] {
  const { assumptions, unowned, kinds, estimates, uncounted } = trustOf(board);
  if (assumptions === 0) return [];
  const kind = kinds
    .filter(({ count }) => count > 0)
    .map(({ kind: name, count }) => `${count} ${name === '' ? 'without provenance' : name}`);
  return [
    { kind: 'heading', text: 'Trust' },
    {
      kind: 'list',
      items: [
        `${assumptions - unowned.length} of ${assumptions} numbers have an owner${unowned.length === 0 ? '' : `; not ${unowned.map(({ path }) => `\`${path}\``).join(', ')}`}.`,
        `Numbers in force: ${kind.join(', ')}.`,
        ...estimates.map(
          ({ path, value, owner, until, left }) =>
            `\`${path}\` is an estimate (${value}${owner === undefined ? '' : `, ${owner}`}), good until ${monthText(until)}${left < 0 ? `: ${signedText(left, 0)} months` : ''}.`,
        ),
        ...uncounted,
      ],
    },
  ];
}
