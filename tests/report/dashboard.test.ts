import { readFileSync } from 'node:fs';
import { FLOWS, monthOf, monthText, periodTotal } from '@upsell/engine';
import { dashboardInput } from '@upsell/language';
import {
  type Board,
  boardOf,
  type DashboardInput,
  dashboardReport,
  documentMarkdown,
  headlineOf,
  machineOf,
  machineSvg,
  packedInput,
  scenariosScreenOf,
  Unpacker,
  varianceScreenOf,
  whatIf,
} from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { planFile, planOf } from '../engine/plan-file.ts';
import { modelText, monthsCsv, type TrackedModel } from '../engine/tracked-model.ts';
import { analyseFiles } from '../harness/analyse-text.ts';

const read = (name: string) => readFileSync(new URL(`../../examples/acme/${name}`, import.meta.url), 'utf8');
const FILES = {
  'acme.upsell': read('acme.upsell'),
  'shared.upsell': read('shared.upsell'),
  'actuals/months.csv': read('actuals/months.csv'),
};
const AS_OF = monthOf(2026, 11);
const analysis = analyseFiles(FILES, AS_OF);

/** As it comes out of a message. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const boardIn = (input: ReturnType<typeof dashboardInput>): Board =>
  boardOf(new Unpacker().unpack(sent(packedInput(input).whole)));
const seriesOf = (figure: unknown): Float64Array => {
  if (figure instanceof Float64Array) return figure;
  throw new Error('not a series');
};
const board = boardIn(dashboardInput(analysis));

describe('a dashboard', () => {
  it('computes to the bit what the editor computes', () => {
    const { forecast, scenarios } = board.evaluated;
    for (const flow of FLOWS) {
      expect(forecast.total[flow]).toEqual(analysis.forecast.total[flow]);
      for (const [i, one] of scenarios.entries())
        expect(one.forecast.total[flow]).toEqual(analysis.scenarios[i]?.forecast.total[flow]);
    }
    expect(headlineOf(board).reforecast).toEqual(
      headlineOf(boardOf(dashboardInput(analysis) as DashboardInput)).reforecast,
    );
  });

  it('shows in its grid what the forecast has, and sums that add up', () => {
    const { groups, total, months } = machineOf(board);
    expect(months).toHaveLength(12);
    const rows = groups.flatMap((group) => group.rows);
    expect(rows.map(({ name }) => name)).toEqual(analysis.forecast.channels.map(({ channel }) => channel.name));
    for (const [i, row] of rows.entries())
      expect(row.cells.map(({ opened }) => opened)).toEqual(
        Array.from(seriesOf(analysis.forecast.channels[i]?.opened)),
      );
    for (let m = 0; m < 12; m++) {
      const sum = rows.reduce((so, { cells }) => so + (cells[m]?.opened ?? 0), 0);
      expect(total.cells[m]?.opened).toBeCloseTo(sum, 9);
      const happened = rows.reduce((so, { cells }) => so + (cells[m]?.actual?.opened ?? 0), 0);
      expect(total.cells[m]?.actual?.opened ?? 0).toBe(happened);
    }
    const opened = groups.reduce((so, { subtotal }) => so + (subtotal?.opened ?? 0), 0);
    expect(opened).toBeCloseTo(total.opened ?? 0, 9);
  });

  it('has bridges that lead from plan to actual', () => {
    const found = varianceScreenOf(board);
    for (const bridge of [found?.opened, found?.revenue]) {
      const sum = bridge?.steps.reduce((so, { value }) => so + value, bridge.plan);
      expect(sum).toBeCloseTo(bridge?.actual ?? Number.NaN, 6);
    }
  });

  it('turns a number as a scenario of the model would', () => {
    const turned = whatIf(board, [
      { path: 'tickets.conversion', factor: 1.2 },
      { path: 'closing.deal_size', factor: 0.9 },
    ]);
    const text = `${FILES['acme.upsell']}
scenario turned {
  scale tickets.conversion by 1.2 from ${monthText(AS_OF)}
  scale closing.deal_size by 0.9 from ${monthText(AS_OF)}
}
`;
    const model = analyseFiles({ ...FILES, 'acme.upsell': text }, AS_OF);
    const scenario = model.scenarios.at(-1);
    expect(turned.revenue).toEqual(Array.from(seriesOf(scenario?.forecast.total.revenue)));
    expect(turned.withheld).toBeUndefined();
    expect(whatIf(board, [{ path: 'closing.win_rate', factor: 5 }]).withheld).toBe('rate-above-one');
  });

  it('says first what the command line says', () => {
    const { revenue, reforecast, targets } = headlineOf(board);
    expect(revenue).toBe(periodTotal(analysis.forecast.total.revenue));
    expect(reforecast?.value).toBeCloseTo(1_061_958.43, 2);
    expect(targets.map(({ place }) => place?.line)).toEqual([149, 150, 151]);
    expect(scenariosScreenOf(board).scenarios.map(({ name }) => name)).toEqual([
      'csm_closes',
      'ae_keeps',
      'no_outbound',
    ]);
  });

  it('goes on from what was sent before', () => {
    const unpacker = new Unpacker();
    const first = packedInput(dashboardInput(analysis));
    const whole = unpacker.unpack(sent(first.whole));
    const text = FILES['acme.upsell'].replace('deal size $12,000', 'deal size $13,000');
    const next = packedInput(dashboardInput(analyseFiles({ ...FILES, 'acme.upsell': text }, AS_OF)), first.whole);
    expect(JSON.stringify(next.sent).length).toBeLessThan(JSON.stringify(next.whole).length / 2);
    const changed = unpacker.unpack(sent(next.sent));
    expect(changed.model.channels[0]).toBe(whole.model.channels[0]);
    expect(boardOf(changed).evaluated.forecast.total.revenue).toEqual(
      boardOf(new Unpacker().unpack(sent(next.whole))).evaluated.forecast.total.revenue,
    );
    expect(() => new Unpacker().unpack(sent(next.sent))).toThrow('Nothing was sent before');
  });
});

describe('a dashboard of an unusual model', () => {
  const ONE: TrackedModel = { channels: { a: 'volume 100/month\n  conversion 3%' } };
  const rows = [{ month: AS_OF, source: 'a', touches: 90, opened: 2, closed: 2, won: 1, revenue: 11_000 }];
  const beside = (now: TrackedModel, before: TrackedModel, currency = 'USD', sign = '$') => {
    const text = modelText(before)
      .replace('currency USD', `currency ${currency}`)
      .replace('$12,000', `${sign}12,000`)
      .replace('actuals "actuals"', '');
    return boardIn(
      dashboardInput(
        analyseFiles({
          'model.upsell': `${modelText(now)}plan "plans/first.plan.json"\n`,
          'actuals/months.csv': monthsCsv(rows),
          'plans/first.plan.json': planFile(planOf(analyseFiles({ 'model.upsell': text }))),
        }),
      ),
    );
  };

  it('tells the revenue of a plan only where it is of these months, and in this currency', () => {
    expect(headlineOf(beside(ONE, ONE)).plan).toBeCloseTo(9_000 * 12, 6);
    expect(headlineOf(beside(ONE, { ...ONE, period: ['2026-01', '2026-06'] })).plan).toBeUndefined();
    expect(headlineOf(beside(ONE, ONE, 'EUR', '\u20ac')).plan).toBeUndefined();
  });

  it('shows so many of 600 months as can be read, and says that there are more', () => {
    const text = modelText({ ...ONE, period: ['2026-01', '2075-12'] });
    const wide = boardIn(
      dashboardInput(analyseFiles({ 'model.upsell': text, 'actuals/months.csv': monthsCsv(rows) }, AS_OF)),
    );
    const markdown = documentMarkdown(dashboardReport(wide));
    expect(markdown).toContain('2026-02 to 2027-03; totals are of all 600 months.');
    expect(markdown.match(/^\| Channel .*$/m)?.[0].split('|')).toHaveLength(19);
    const picture = machineSvg(wide);
    expect(picture).toContain('36 of 600 months; totals are of all.');
    expect(Number(/width="(\d+)"/.exec(picture)?.[1])).toBeLessThan(3_200);
    expect(machineOf(wide).months).toHaveLength(600);
  });

  it('has columns that hold large numbers, and names that are cut to their room', () => {
    const text = modelText({ channels: { a: 'volume 90,000,000/month\n  conversion 30%' } }).replace(
      'foundation channel a',
      `foundation channel a "${'\u4e2d'.repeat(40)}"`,
    );
    const picture = machineSvg(
      boardIn(dashboardInput(analyseFiles({ 'model.upsell': text, 'actuals/months.csv': monthsCsv(rows) }, AS_OF))),
    );
    expect(picture).toContain(`>${'\u4e2d'.repeat(11)}\u2026<`);
    const ends = [...picture.matchAll(/head end" x="(\d+)"/g)].map(([, x]) => Number(x));
    // 27,000,000.0 -26,999,998.0
    expect((ends[1] as number) - (ends[0] as number)).toBeGreaterThan(26 * 6);
  });

  it('says how many points of a rate are missing, never how many percent', () => {
    const text = modelText({ ...ONE, more: 'target pulled share >= 45% by desk' });
    const file = { 'model.upsell': text.replace('conversion 3%', 'conversion 3%\n  initiated by vendor') };
    expect(machineSvg(boardIn(dashboardInput(analyseFiles(file))))).toContain('45.0 pp missing');
  });
});
