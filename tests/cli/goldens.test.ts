import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { workdaysIn } from '../engine/calendar-days.ts';
import { playedOpens, playedRevenue, type Sums } from '../engine/slow-variance.ts';
import { monthIndex } from '../oracle/calendar.ts';
import { type ComparedForecast, disagreements } from '../oracle/compare.ts';
import { forecast } from '../oracle/forecast.ts';
import { read } from '../oracle/read.ts';

/** The figures of the goldens are the oracle's, not only what the command line once printed. */
const golden = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

describe('the goldens of eval', () => {
  const expected = forecast(read(golden('eval/json/small.upsell')));

  it('hold the figures of the oracle as JSON', () => {
    const found = JSON.parse(golden('eval/json/stdout')) as ComparedForecast;
    expect(disagreements(expected, found)).toEqual([]);
  });

  it('and as CSV', () => {
    const [head = '', ...rows] = golden('eval/csv/stdout').trim().split('\n');
    const columns = head.split(',');
    const totals = rows.map((row) => row.split(',')).filter((cells) => cells[columns.indexOf('scope')] === 'total');
    expect(totals.map((cells) => Number(cells[columns.indexOf('revenue')]))).toEqual(expected.total.revenue);
  });
});

describe('the goldens of variance', () => {
  it('hold what the oracle plans, what the actuals say, and the effects of every order played', () => {
    const found = JSON.parse(golden('variance/json/stdout')) as FoundVariance;
    const expected = comparedMonths();
    for (const channel of found.channels) {
      const months = expected.get(channel.name) ?? [];
      expect(channel.months).toEqual(months.map(({ month }) => month));
      const [plan, actual] = [sumOf(months.map((one) => one.plan)), sumOf(months.map((one) => one.actual))];
      expectNear(channel.plan, plan);
      expectNear(channel.actual, actual);
      const opens = months.map((one) => playedOpens(one.plan, one.actual));
      expectNear(channel.opened, {
        volume: opens.reduce((sum, { volume }) => sum + volume, 0),
        conversion: opens.reduce((sum, { conversion }) => sum + conversion, 0),
      });
      const { perOpened, timing, winRate, dealSize } = playedRevenue(plan, actual);
      const { volume, conversion } = channel.opened;
      const effects = { volume: perOpened * volume, conversion: perOpened * conversion, timing, winRate, dealSize };
      expectNear(channel.revenue, effects);
    }
    const all = [...expected.values()].flat();
    expectNear(found.total.plan, sumOf(all.map(({ plan }) => plan)));
    expectNear(found.total.actual, sumOf(all.map(({ actual }) => actual)));
  });

  it.each(casesOf('variance'))('%s: rows and columns of its tables add up as shown', (name) => {
    const tables = tablesOf(golden(`variance/${name}/stdout`));
    for (const { columns, rows, total } of tables) {
      const at = (row: readonly number[], column: string) => row[columns.indexOf(column)] ?? Number.NaN;
      const effects = columns.slice(columns.indexOf('Diff') + 1);
      for (const row of [...rows, ...(total ? [total] : [])]) {
        // What a channel does not record it has no cells for.
        if (Number.isNaN(at(row, 'Diff'))) continue;
        expect(at(row, 'Diff')).toBeCloseTo(at(row, 'Actual') - at(row, 'Plan'), 6);
        const sum = effects.reduce((so, effect) => so + at(row, effect), 0);
        if (!Number.isNaN(sum)) expect(sum).toBeCloseTo(at(row, 'Diff'), 6);
      }
      // The effects on revenue are taken apart at the rates of each channel, and of all together.
      const isOpened = !columns.includes('Timing');
      for (const column of isOpened ? columns : ['Plan', 'Actual', 'Diff'])
        if (total) {
          const sum = rows.reduce((so, row) => so + at(row, column), 0);
          if (!Number.isNaN(sum)) expect(at(total, column)).toBeCloseTo(sum, 6);
        }
    }
  });
});

describe.each(['variance', 'trueup', 'reforecast', 'lock'])('the goldens of %s', (verb) => {
  it.each(casesOf(verb))('%s fits into 100 columns', (name) => {
    const lines = golden(`${verb}/${name}/stdout`).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });
});

/** The cases that print text for a terminal. */
function casesOf(verb: string): readonly string[] {
  const folder = fileURLToPath(new URL(verb, import.meta.url));
  return readdirSync(folder).filter((name) => {
    const argv = readFileSync(`${folder}/${name}/argv`, 'utf8');
    return existsSync(`${folder}/${name}/stdout`) && !/--json|--format/.test(argv);
  });
}

interface Table {
  readonly columns: readonly string[];
  /** NaN where a cell holds no number. */
  readonly rows: readonly (readonly number[])[];
  readonly total: readonly number[] | undefined;
}

/** The columns of numbers in the tables of a text: cells end where their header does. */
function tablesOf(text: string): readonly Table[] {
  return text.split('\n\n').flatMap((block): Table[] => {
    const lines = block.split('\n');
    const head = lines.findIndex((line) => /^Channel .* Diff /.test(line));
    if (head < 0) return [];
    const header = lines[head] as string;
    const places = [...header.matchAll(/(?<= {2})\S+(?: \S+)*/g)]
      .map((match) => ({ name: match[0], end: match.index + match[0].length }))
      .filter(({ name }) => name !== 'Owner' && name !== 'Verdict');
    const numbers = (line: string) =>
      places.map(({ end }) => {
        const cell = line.slice(0, end).split('  ').at(-1) as string;
        return cell.trim() === '' || line.length < end ? Number.NaN : Number(cell.trim().replaceAll(',', ''));
      });
    const body = lines.slice(head + 1);
    const total = body.find((line) => line.startsWith('Total'));
    return [
      {
        columns: places.map(({ name }) => name),
        rows: body.filter((line) => line !== total).map(numbers),
        total: total === undefined ? undefined : numbers(total),
      },
    ];
  });
}

interface FoundVariance {
  readonly channels: readonly (FoundSides & {
    readonly name: string;
    readonly months: readonly string[];
    readonly opened: { readonly volume: number; readonly conversion: number };
    readonly revenue: Readonly<Record<'volume' | 'conversion' | 'timing' | 'winRate' | 'dealSize', number>>;
  })[];
  readonly total: FoundSides;
}

interface FoundSides {
  readonly plan: Sums;
  readonly actual: Sums;
}

interface Month {
  readonly month: string;
  readonly plan: Sums;
  readonly actual: Sums;
}

/** By channel, the months of the actuals of variance/table beside the oracle's forecast of its model. */
function comparedMonths(): ReadonlyMap<string, readonly Month[]> {
  const { channels, months } = forecast(read(golden('variance/table/small.upsell').replace(/^actuals .*$/m, '')));
  const [, ...lines] = golden('variance/table/actuals/months.csv').trim().split('\n');
  const all = new Map<string, Month[]>();
  for (const line of lines) {
    const [month = '', source, touches, opened, closed, won, revenue, through = ''] = line.split(',');
    const channel = channels.find((one) => one.source === source);
    if (!channel) throw new Error(`no channel of ${source}`);
    const at = months.indexOf(month as (typeof months)[number]);
    const days = through === '' ? undefined : Number(through.slice(-2));
    const of = monthIndex(month as Parameters<typeof monthIndex>[0]);
    const share = workdaysIn(of, days) / workdaysIn(of);
    const planned = (series: readonly (number | null)[] | null) => Number(series?.[at]) * share;
    const plan = {
      touches: planned(channel.touches),
      opened: planned(channel.opened),
      closed: planned(channel.closed),
      won: planned(channel.won),
      revenue: planned(channel.revenue),
    };
    const [a, b, c, d, e] = [touches, opened, closed, won, revenue].map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const actual = { touches: a, opened: b, closed: c, won: d, revenue: e };
    all.set(channel.name, [...(all.get(channel.name) ?? []), { month, plan, actual }]);
  }
  return all;
}

const FLOWS = ['touches', 'opened', 'closed', 'won', 'revenue'] as const;

const sumOf = (all: readonly Sums[]): Record<(typeof FLOWS)[number], number> => {
  const sum = (flow: (typeof FLOWS)[number]) => all.reduce((so, one) => so + (one[flow] ?? Number.NaN), 0);
  return {
    touches: sum('touches'),
    opened: sum('opened'),
    closed: sum('closed'),
    won: sum('won'),
    revenue: sum('revenue'),
  };
};

/** The same numbers, but for the last digits. */
function expectNear(found: object, expected: object): void {
  for (const [key, value] of Object.entries(expected))
    expect(Number((found as Record<string, unknown>)[key]) / (value || 1), key).toBeCloseTo(value ? 1 : 0, 9);
}
