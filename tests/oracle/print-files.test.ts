import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectDisagreements } from './compare-statements.ts';
import type { Dice } from './dice.ts';
import { plainDice, seededDice } from './dice.ts';
import { forecast } from './forecast.ts';
import { number } from './model.ts';
import { print } from './print.ts';
import { printFiles } from './print-files.ts';
import { arbitraryPortfolio, arbitraryStatedModel, randomPortfolio, randomStatedModel } from './random-project.ts';
import { read, readFiles } from './read.ts';
import { tokensOf } from './read-tokens.ts';
import { channel, monthly, small } from './small-model.ts';
import type { Edit, MetricExpr, Project, Scenario, Statements } from './statement.ts';
import { isPortfolio, metric, pathText } from './statement.ts';

/** What statements say beside their values, in their order. */
function saidBy(project: Project): unknown {
  const scenarios: readonly Scenario[] = isPortfolio(project) ? [] : (project.scenarios ?? []);
  return JSON.parse(
    JSON.stringify({
      head: [project.title, project.currency, project.start, project.months, project.fiscalYearStart],
      scenarios: scenarios.map((each) => [each.name, each.title, each.edits.map(editSaid), goalsSaid(each)]),
      goals: goalsSaid(project),
      parts: isPortfolio(project) ? byName(project.includes).map(({ name, part }) => [name, saidBy(part)]) : [],
    }),
  );
}

function editSaid(edit: Edit): unknown {
  if (edit.kind === 'drop') return [edit.kind, edit.channel];
  if (edit.kind === 'closing') return [edit.kind, edit.closing.kind, edit.closing.title, edit.closing.decided];
  const said =
    edit.kind === 'scale' ? edit.from : [edit.value.by, edit.value.note, edit.value.steps.map((s) => s.from)];
  return [edit.kind, pathText(edit.path), said];
}

function goalsSaid({ targets, expectations }: Partial<Statements>): unknown {
  return [
    (targets ?? []).map(({ metric: of, of: channelName, compare, in: period, by }) => [
      of,
      channelName,
      compare,
      period,
      by,
    ]),
    (expectations ?? []).map(({ label, compare, left, right }) => [
      label,
      compare,
      measuredIn(left),
      measuredIn(right),
    ]),
  ];
}

/** The metrics of an expression; operands may change places. */
function measuredIn(expr: MetricExpr): string[] {
  if (expr.kind === 'metric') return [JSON.stringify([expr.metric, expr.of, expr.in])];
  if ('left' in expr) return [...measuredIn(expr.left), ...measuredIn(expr.right)].sort();
  return 'of' in expr && !Array.isArray(expr.of) ? measuredIn(expr.of as MetricExpr) : [];
}

function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function check(project: Project, dice: Dice): void {
  const again = readFiles(printFiles(project, dice));
  expect(saidBy(again)).toEqual(saidBy(project));
  const [expected, found] = [forecast(project), forecast(again)];
  // Places are known of what was read alone.
  const placed = {
    ...found,
    targets: found.targets.map((each) => ({ ...each, line: null, text: null })),
    expectations: found.expectations.map((each) => ({ ...each, line: null, text: null })),
  };
  expect(projectDisagreements(expected, placed, 1e-10)).toEqual([]);
}

const LONG = Boolean(process.env['UPSELL_LONG']);
const TIMEOUT = LONG ? 3_600_000 : 60_000;
const spelling = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const limits = { interruptAfterTimeLimit: LONG ? 3_000_000 : 45_000, markInterruptAsFailure: true };

describe('printing all that a model says', () => {
  it(
    'says the same in every spelling, over any files',
    () => {
      const property = fc.property(arbitraryStatedModel(), spelling, (model, seed) => check(model, seededDice(seed)));
      fc.assert(property, { numRuns: LONG ? 600 : 30, ...limits });
    },
    TIMEOUT,
  );

  it(
    'says the same of portfolios',
    () => {
      const property = fc.property(arbitraryPortfolio(), spelling, (model, seed) => check(model, seededDice(seed)));
      fc.assert(property, { numRuns: LONG ? 300 : 15, ...limits });
    },
    TIMEOUT,
  );

  it('is plain with the plain dice', () => {
    const scenario: Scenario = {
      name: 'second_ae',
      title: 'A second one',
      edits: [
        {
          kind: 'scale',
          path: { kind: 'field', channel: 'only', field: 'win_rate' },
          by: number('2'),
          from: '2026-03',
        },
        { kind: 'set', path: { kind: 'closing', field: 'capacity' }, value: monthly('9') },
        { kind: 'drop', channel: 'only' },
      ],
      expectations: [{ left: metric('net revenue', { of: 'only' }), compare: '=', right: number('0') }],
    };
    const { sources: _, ...model } = small();
    const text = print(
      {
        ...model,
        sources: [],
        channels: [],
        scenarios: [scenario],
        targets: [
          { metric: 'opened', compare: '>=', value: number('1'), in: { from: '2026-01', to: '2026-03' }, by: 'desk' },
        ],
        expectations: [],
      },
      plainDice,
    );
    expect(text.slice(text.indexOf('scenario'))).toMatchInlineSnapshot(`
      "scenario second_ae "A second one" {
        scale only.win_rate by 2 from 2026-03
        set closing.capacity = 9/month
        drop only
        expect net revenue of only = 0
      }

      target opened >= 1 in 2026-01 to 2026-03 by desk
      "
    `);
    const portfolio = printFiles(randomPortfolio(plainDice), plainDice);
    expect(portfolio['model.upsell']).toMatchInlineSnapshot(`
      "model "Support tickets" {
        currency USD
        period 2026-01 to 2026-01
      }

      owner owner_1 "Support tickets"

      include "./part/model-part_1.upsell" as part_1
      "
    `);
  });

  it(
    'uses every freedom of the language',
    () => {
      const seeds = Array.from({ length: 80 }, (_, seed) => seed);
      const models = seeds.map((seed) => printFiles(randomStatedModel(seededDice(seed)), seededDice(seed)));
      const portfolios = seeds
        .slice(0, 30)
        .map((seed) => printFiles(randomPortfolio(seededDice(seed)), seededDice(seed)));
      const all = [...models, ...portfolios].flatMap((files) => Object.values(files)).join('\n');
      const tokens = tokensOf(all.replaceAll('\uFEFF', ''))
        .map((token) => token.text)
        .join(' ');
      for (const said of [
        /target net revenue (of \w+ )?[<>]=/,
        /\n *net[ \t]+revenue/,
        /\n *of /,
        /\n *in /,
        /\w>=\S/,
        / >= /,
        /in 20\d\d\s/,
        /in 20\d\d-Q\d\s/,
        /in FY\d\d\s/,
        /in FY\d\d-Q\d\s/,
        /in FY\d\d to 20\d\d-\d\d\s/,
        /import "\.\/library/,
        /import "library/,
        /import "\.\.?\/model-/,
        /include "(\.\/)?part\//,
        / at\s+[\d,_.kKMB]+ [A-Z]{3}\s+per [A-Z]{3}/,
        /scenario \w+ *\{ *\S/,
      ]) {
        expect(said.test(all), String(said)).toBe(true);
      }
      for (const said of ['. win_rate', '. converting', 'closing . capacity', 'expect "', 'of of', 'in in']) {
        expect(tokens.includes(said), said).toBe(true);
      }
      expect(models.some((files) => Object.keys(files).length === 3)).toBe(true);
      expect(portfolios.some((files) => Object.keys(files).some((path) => path.startsWith('part/part/')))).toBe(true);
    },
    TIMEOUT,
  );
});

describe('reading', () => {
  it('knows where a statement stands, and its words', () => {
    const text = `${print(small(), plainDice)}
      target revenue of only // so much
        >= $1,000
        * 2 in 2026 by desk
      scenario one {
        set only.win_rate = 10%  expect "label"
        opened /* all */ > 1
      }`;
    const { targets, scenarios } = read(text);
    const line = text.split('\n').findIndex((each) => each.includes('target')) + 1;
    expect(targets[0]?.written).toEqual({ line, text: 'revenue of only >= $1,000 * 2 in 2026' });
    expect(scenarios[0]?.expectations[0]?.written).toEqual({ line: line + 4, text: 'opened > 1' });
  });

  it('takes a field’s name before a touch’s', () => {
    const volume = ['deal_size', 'touch_1'].map((name) => ({ name, volume: monthly('1'), gated: false }));
    const text = `${print(small({ channels: [channel('only', '1', '10', { volume })] }), plainDice)}
      scenario one { set only.deal_size = $5 set only.touch_1 = 2/month set only.touch_1.converting = 5% }`;
    const [scenario] = read(text).scenarios;
    expect(scenario?.edits.map((edit) => 'path' in edit && edit.path.kind)).toEqual(['field', 'touch', 'converting']);
  });

  it('refuses a line that begins with another declaration’s word, and what is imported twice counts once', () => {
    const text = print(small(), plainDice);
    expect(() => read(`${text}\nexpect\ncost > $1`)).toThrow('a line begins with cost');
    expect(() => read(`${text}\ntarget win rate >= revenue`)).toThrow('a name among literals');
    const files = {
      'a/root.upsell': `import "../b.upsell"\nimport "./c.upsell"\n${text}`,
      'a/c.upsell': 'import "../b.upsell"',
    };
    const project = readFiles({ ...files, 'b.upsell': 'target opened >= 1' });
    expect(project.targets).toHaveLength(1);
    expect(() => readFiles(files)).toThrow('import-not-found: b.upsell');
  });
});
