import type { Analysis, SourceFile } from '@upsell/language';
import type { AstNode, CompositeCstNode, CstNode, LeafCstNode } from 'langium';
import { describe, expect, it } from 'vitest';
import type { NameRef } from '../../packages/language/src/generated/ast.ts';
import { LIBRARY, LIBRARY_NAME, RICH } from '../fuzz/models.ts';
import { analysisDifference, fileDifference } from './compare.ts';
import { Comparison, describeDifference } from './difference.ts';
import { Edited, parsedAnew } from './editor.ts';

const FILES = { 'model.upsell': RICH, [LIBRARY_NAME]: LIBRARY };
const analysed = (files = FILES): Analysis => new Edited(files, ['model.upsell']).look()[0] as Analysis;

const nodeOf = ({ nodes }: SourceFile, type: string, index = 0): AstNode => nodes.get(type)?.[index] as AstNode;

function leafOf(node: CstNode): LeafCstNode {
  return 'content' in node ? leafOf((node as CompositeCstNode).content[0] as CstNode) : (node as LeafCstNode);
}

const leaf = (file: SourceFile, type: string): LeafCstNode => leafOf(nodeOf(file, type).$cstNode as CstNode);

describe('two versions of a file', () => {
  const parsed = (text = RICH) => parsedAnew('model.upsell', text);

  it('are alike where both are made of one text', () => {
    expect(fileDifference(parsed(), parsed())).toBeUndefined();
    expect(fileDifference(parsed(`${RICH}\nchannel {{ 12K5 "`), parsed(`${RICH}\nchannel {{ 12K5 "`))).toBeUndefined();
  });

  it.each<[string, RegExp, (file: SourceFile) => void]>([
    ['a name', /elements.*\.name$/, (file) => Object.assign(nodeOf(file, 'Touch', 1), { name: 'other' })],
    ['a link', /\.\$refText$/, (file) => Object.assign((nodeOf(file, 'NameRef') as NameRef).driver, { $refText: 'x' })],
    ['a node less', /\.elements\[\d+\]/, (file) => (file.elements as unknown[]).pop()],
    ['a node more', /\.elements\[\d+\]/, (file) => (file.elements as unknown[]).push(file.elements[0])],
    [
      'the order',
      /\.elements\[1\]/,
      (file) => (file.elements as unknown[]).splice(1, 0, (file.elements as unknown[]).pop()),
    ],
    [
      'a node of another tree',
      /another place/,
      (file) => (file.elements as unknown[]).splice(2, 1, parsed().elements[2]),
    ],
    [
      'a node that hangs elsewhere',
      /\$container/,
      (file) => Object.assign(nodeOf(file, 'Step', 4), { $container: nodeOf(file, 'Step') }),
    ],
    ['a place', /\.offset$/, (file) => Object.assign(leaf(file, 'Target'), { from: 5 })],
    ['a line', /\.range$/, (file) => Object.assign(leaf(file, 'Target'), { startLine: -5 })],
    [
      'a token',
      /\.token$/,
      (file) => Object.assign(leaf(file, 'Target'), { tokenType: leaf(file, 'Owner').tokenType }),
    ],
    ['the whole text', /\.text$/, (file) => Object.assign(file.blocks.at(-1)?.root ?? {}, { _text: `x${RICH}` })],
    [
      'a piece of grammar',
      /\.grammarSource$/,
      (file) => Object.assign(leaf(file, 'Target'), { grammarSource: undefined }),
    ],
    [
      'text that hangs elsewhere',
      /\.container$/,
      (file) => Object.assign(leaf(file, 'Target'), { container: file.blocks.at(-1)?.root }),
    ],
    ['a list of a type', /\.nodes\.get\('Step'\)/, (file) => (file.nodes.get('Step') as unknown[]).pop()],
    ['a type', /\.nodes\.get\('Touch'\)/, (file) => clear(file.nodes.get('Touch') as unknown[])],
    [
      'problems',
      /\.problems\[0\]/,
      (file) => (file.problems as unknown[]).push({ code: 'syntax-error', start: 1, end: 2 }),
    ],
    ['a lost declaration', /\.lostDeclaration/, (file) => Object.assign(file, { lostDeclaration: { start: 1 } })],
    ['lines', /\.lines\./, (file) => Object.assign(file, { lines: parsed(RICH.replace('\n', ' ')).lines })],
  ])('differ by %s', (_, path, damage) => {
    const file = parsed();
    damage(file);
    expect(fileDifference(file, parsed())?.path).toMatch(path);
    // Nothing is taken for a difference only on one side.
    expect(fileDifference(parsed(), file)).toBeDefined();
  });
});

const clear = (list: unknown[]): unknown => list.splice(0);

describe('two analyses', () => {
  it('are alike where both are made of the same texts', () => {
    expect(analysisDifference(analysed(), analysed())).toBeUndefined();
  });

  it.each<[string, RegExp, (analysis: Analysis) => void]>([
    [
      'an imported file',
      /\.files\[1\]/,
      ({ files }) => Object.assign(nodeOf(files[1] as SourceFile, 'Driver'), { name: 'x' }),
    ],
    ['a name', /names\.channel/, ({ program }) => (program.names.channel as Map<string, unknown>).delete('marketing')],
    ['the order of names', /names\.driver/, ({ program }) => moveFirst(program.names.driver as Map<string, unknown>)],
    [
      'a name of an older tree',
      /another place/,
      ({ program }) =>
        Object.assign(program.names.owner.get('growth')?.[0] ?? {}, {
          node: { ...program.names.owner.get('growth')?.[0]?.node },
        }),
    ],
    ['what is seen', /\.seen\[0\]/, ({ program }) => Object.assign(program.scope, { sees: () => false })],
    ['a doubt', /\.doubt/, ({ program }) => Object.assign(program, { doubt: { code: 'import-not-found' } })],
    [
      'a place',
      /\.model\..*span\.start/,
      ({ model }) => Object.defineProperty(model.channels[1]?.span ?? {}, 'start', { value: 3 }),
    ],
    ['a channel', /\.model\.channels\[3\]/, ({ model }) => (model.channels as unknown[]).pop()],
    [
      'the last bit of a number',
      /\.forecast\..*revenue\[11\]/,
      ({ forecast }) => nudge(forecast.total.revenue as Float64Array),
    ],
    ['a total', /\.forecast\.summary\.cost/, ({ forecast }) => Object.assign(forecast.summary, { cost: null })],
    [
      'a scenario',
      /\.scenarios\[0\]\..*total/,
      ({ scenarios }) => nudge(scenarios[0]?.forecast.total.opened as Float64Array),
    ],
    ['a target', /\.targets\[0\]/, ({ targets }) => (targets as unknown[]).pop()],
    ['a finding', /\.findings\[0\]/, ({ findings }) => (findings as unknown[]).push({ code: 'division-by-zero' })],
    [
      'a message',
      /\.diagnostics\[0\]\.message/,
      ({ diagnostics }) => Object.assign(diagnostics[0] ?? {}, { message: '' }),
    ],
    ['the order of diagnostics', /\.diagnostics\[0\]/, ({ diagnostics }) => (diagnostics as unknown[]).reverse()],
    [
      'a parameter',
      /\.diagnostics\[0\]\.params/,
      ({ diagnostics }) => Object.assign(diagnostics[0] ?? {}, { params: { x: 1 } }),
    ],
  ])('differ by %s', (_, path, damage) => {
    const analysis = analysed(WITH_WARNINGS);
    damage(analysis);
    expect(analysisDifference(analysis, analysed(WITH_WARNINGS))?.path).toMatch(path);
    expect(analysisDifference(analysed(WITH_WARNINGS), analysis)).toBeDefined();
  });
});

const WITH_WARNINGS = {
  ...FILES,
  'model.upsell': RICH.replace('estimated 2026-01 by growth note', 'by growth note').replace(
    'measured 2025-08 to 2026-01',
    '',
  ),
};

function moveFirst(map: Map<string, unknown>): void {
  const [[key, value]] = [...map] as [[string, unknown]];
  map.delete(key);
  map.set(key, value);
}

/** The next larger number in the last month. */
function nudge(series: Float64Array): void {
  const bits = new BigUint64Array(series.buffer, series.byteOffset, series.length);
  bits[bits.length - 1] = (bits[bits.length - 1] ?? 0n) + 1n;
}

describe('values', () => {
  const difference = (found: unknown, expected: unknown) => new Comparison().of(found, expected)?.path;

  /** A place that is counted from the start of its block. */
  class Place {
    private readonly from: number;
    private readonly length: number;
    readonly file = 0;

    constructor(from: number, length: number) {
      this.from = from;
      this.length = length;
    }

    get start(): number {
      return this.from;
    }

    get end(): number {
      return this.from + this.length;
    }
  }

  it('are read through their getters', () => {
    expect(difference({ span: new Place(3, 4) }, { span: { file: 0, start: 3, end: 7 } })).toBeUndefined();
    expect(difference({ span: { file: 0, start: 3, end: 7 } }, { span: new Place(3, 4) })).toBeUndefined();
    expect(difference({ span: new Place(3, 4) }, { span: { file: 0, start: 3, end: 8 } })).toBe('.span.end');
    expect(difference({ span: new Place(3, 4) }, { span: { file: 1, start: 3, end: 7 } })).toBe('.span.file');
    expect(
      difference(
        {
          get a() {
            return 1;
          },
        },
        { a: 2 },
      ),
    ).toBe('.a');
  });

  it('are alike to the bit', () => {
    expect(difference([Number.NaN], [Number.NaN])).toBeUndefined();
    expect(difference([0], [-0])).toBe('[0]');
    expect(difference(Float64Array.of(1, 0), Float64Array.of(1, -0))).toBe('[1]');
    expect(difference(Float64Array.of(1), Float64Array.of(1, 2))).toBe('[1]');
    expect(difference(Float64Array.of(1), [1])).toBe('');
  });

  it('keep their order, and what is absent is undefined', () => {
    expect(
      difference(
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
        new Map([
          ['b', 2],
          ['a', 1],
        ]),
      ),
    ).toBe('.keys[0]');
    expect(difference(new Set([1, 2]), new Set([2, 1]))).toBe('[0]');
    expect(difference([1, undefined], [1])).toBe('[1]');
    expect(difference({ a: undefined }, {})).toBeUndefined();
    expect(difference({}, { a: 1 })).toBe('.a');
    expect(difference({ a: 1 }, {})).toBe('.a');
  });

  it('may contain themselves', () => {
    const [one, other] = [
      { a: 1, self: {} },
      { a: 1, self: {} },
    ];
    one.self = one;
    other.self = other;
    expect(difference(one, other)).toBeUndefined();
  });

  it('are named in words', () => {
    const found = new Comparison().of({ a: [{ b: 1 }] }, { a: [{ b: 2 }] });
    expect(found && describeDifference(found)).toBe('.a[0].b\n     found 1\n  expected 2');
  });
});
