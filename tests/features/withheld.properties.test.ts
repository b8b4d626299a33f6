import { isBroken, type JudgedMonth, monthOf } from '@upsell/engine';
import { type Analysis, dashboardInput } from '@upsell/language';
import { boardOf, type MachineRow, machineOf, trustOf } from '@upsell/report';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inlayHints } from '../../packages/language-server/src/features/inlay-hint.ts';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { exampleFiles } from '../harness/example.ts';

const RUNS = process.env['UPSELL_LONG'] ? 2_000 : 60;

const NAME = 'acme.upsell';
const FILES = { [NAME]: '', ...exampleFiles().find((files) => NAME in files) };
const LINES = (FILES[NAME] as string).split('\n');
const analysed = (lines: readonly string[]): Analysis =>
  analyseFiles({ ...FILES, [NAME]: lines.join('\n') }, monthOf(2026, 11));
const WHOLE = analysed(LINES);

/** What a person may do to a line. */
const BREAKS: readonly ((line: string) => string)[] = [
  (line) => line.slice(0, Math.ceil(line.length / 2)),
  (line) => line.slice(0, -1),
  (line) => line.replace(/\d+/, ''),
  (line) => line.replace(/^(\s*\w+)\w/, '$1'),
  (line) => line.replace(/(\d)%/, '$100%'),
  (line) => `${line} ~`,
  () => '',
];

const hintsOf = (analysis: Analysis): ReadonlyMap<number, string> => {
  const everything = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  const hints = inlayHints(analysis, everything, { settings: DEFAULTS });
  return new Map(hints.map(({ position, label }) => [position.line, String(label)]));
};

const boardsOf = (analysis: Analysis) => {
  const board = boardOf(dashboardInput(analysis));
  const { groups, total } = machineOf(board);
  const rows = groups.flatMap(({ layer, rows: its, subtotal }) => [
    ...its,
    ...(subtotal ? [{ ...subtotal, name: `layer ${layer}` }] : []),
  ]);
  return { rows: new Map([...rows, { ...total, name: 'total' }].map((row) => [row.name, row])), trust: trustOf(board) };
};

const [HINTS, BOARDS] = [hintsOf(WHOLE), boardsOf(WHOLE)];

const isWithheldOr = <T>(now: T | null | undefined, whole: T | undefined): boolean => now == null || now === whole;
/** A verdict may depend on the tests of what is withheld. */
const isVerdictOr = (now: JudgedMonth['verdict'], whole: JudgedMonth['verdict'] | undefined): boolean =>
  now === 'untestable' || now === whole;

describe('what an error leaves a value', () => {
  it('is what it was, the actuals included: the rest is withheld, and no part is shown as the whole', () => {
    const channels = LINES.flatMap((line, i) => (/^(foundation|leverage) channel/.test(line) ? [i] : []));
    const [first, last] = [channels[0] as number, LINES.findIndex((line) => line.startsWith('driver dials'))];
    let broken = 0;
    fc.assert(
      fc.property(fc.integer({ min: first, max: last - 1 }), fc.constantFrom(...BREAKS), (at, breakLine) => {
        const now = analysed(LINES.with(at, breakLine(LINES[at] as string)));
        // Without an error it is another model.
        if (!isBroken(now.forecast.total.revenue)) return;
        broken++;
        const of = channels.findLastIndex((line) => line <= at);
        const isOwn = (line: number) =>
          line >= (channels[of] as number) && line < (channels[of + 1] ?? Number.POSITIVE_INFINITY);
        expectHints(hintsOf(now), isOwn);
        expectTracking(now, WHOLE.model.channels[of]?.name);
        expectBoards(now);
      }),
      { numRuns: RUNS },
    );
    expect(broken).toBeGreaterThan(RUNS / 3);
  });

  it('is what happened to the other volumes and, as far as it is known whose rows they are, to the win rate', () => {
    const rate = LINES.findIndex((line) => line.includes('conversion 4% '));
    const win = LINES.findIndex((line) => line.startsWith('  win rate'));
    const volumes = [...HINTS].filter(([line]) => /^ {2}volume/.test(LINES[line] as string));
    expect(volumes.length).toBeGreaterThan(3);
    expect(HINTS.get(win)).toBe('7.8 won/mo · actual 24.2% (24 of 99)');
    const wrong = hintsOf(analysed(LINES.with(rate, '  conversion 400%')));
    for (const [line, hint] of volumes) expect(wrong.get(line)).toBe(hint);
    expect(wrong.get(win)).toBe('actual 24.2% (24 of 99)');
    // It could have a win rate of its own, in what is not read of it.
    const unread = hintsOf(analysed(LINES.with(rate, '  conversion %')));
    for (const [line, hint] of volumes) expect(unread.get(line)).toBe(hint);
    expect(unread.get(win)).toMatch(/^withheld/);
  });
});

function expectHints(now: ReadonlyMap<number, string>, isOwn: (line: number) => boolean): void {
  for (const [line, hint] of now) {
    // What a scenario comes to is said in the place of a difference to what is withheld.
    if (isOwn(line) || LINES[line]?.startsWith('scenario')) continue;
    const whole = (HINTS.get(line) ?? '').replace('signal:', 'actual').split(' · ');
    for (const part of hint.replace('signal:', 'actual').split(' · '))
      if (!part.startsWith('withheld')) expect(whole, `${line + 1}: ${hint}`).toContain(part);
  }
}

function expectTracking({ tracking }: Analysis, own: string | undefined): void {
  const all = new Map(WHOLE.tracking.trueUps.map((one) => [`${one.of} ${one.channel}`, one]));
  for (const { of, channel, value, over, under, judgement } of tracking.trueUps) {
    if (channel !== undefined && !WHOLE.model.channels.some(({ name }) => name === channel)) continue;
    if (channel !== undefined && channel === own) continue;
    const whole = all.get(`${of} ${channel}`);
    expect({ value, over, under }).toEqual({ value: whole?.value, over: whole?.over, under: whole?.under });
    if (judgement) expect(judgement.verdict).toBe(whole?.judgement?.verdict);
  }
  for (const [name, { plan, actual, verdicts }] of tracking.channels()) {
    const whole = WHOLE.tracking.channels().get(name);
    if (!whole) continue;
    expect({ plan: plan.opened, actual: actual.opened }).toEqual({
      plan: whole.plan.opened,
      actual: whole.actual.opened,
    });
    for (const of of ['volume', 'conversion', 'opened'] as const)
      expect(isVerdictOr(verdicts[of].verdict, whole.verdicts[of].verdict)).toBe(true);
  }
  const variance = tracking.variance();
  const whole = WHOLE.tracking.variance();
  if (variance && whole && !isBroken(variance) && !isBroken(whole)) {
    expect(variance.total.actual).toEqual(whole.total.actual);
    expect(variance.total.plan.opened).toBe(whole.total.plan.opened);
    expect(variance.leftOut.rows).toBe(whole.leftOut.rows);
  }
  expect(tracking.reforecast && !isBroken(tracking.reforecast)).toBe(false);
}

function expectBoards(now: Analysis): void {
  const { rows, trust } = boardsOf(now);
  for (const [name, row] of rows) {
    const whole: MachineRow | undefined = BOARDS.rows.get(name);
    // A half-typed name, and what lost its layer.
    if (!whole) continue;
    expect(isWithheldOr(row.opened, whole.opened ?? undefined), `${name} opened`).toBe(true);
    expect(isWithheldOr(row.revenue, whole.revenue ?? undefined), `${name} revenue`).toBe(true);
    for (const [m, { opened, actual }] of row.cells.entries()) {
      const cell = whole.cells[m];
      expect(isWithheldOr(opened, cell?.opened ?? undefined), `${name} ${m}`).toBe(true);
      if (!actual) continue;
      const { verdict, shown, ...figures } = actual;
      const { verdict: before, shown: _, ...others } = cell?.actual ?? {};
      expect(figures, `${name} ${m}`).toEqual(others);
      // A unit of the last decimal goes to another, where there are others to add up to the total with.
      expect(Math.abs(shown - figures.planned), `${name} ${m}`).toBeLessThan(0.1 + 1e-9);
      expect(isVerdictOr(verdict, before)).toBe(true);
    }
  }
  if (trust.isCounted) expect(trust.uncounted).toEqual(BOARDS.trust.uncounted);
}
