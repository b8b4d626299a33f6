import { type Dimension, PLAIN, shareLeft } from '@upsell/engine';
import { dimensionOf, expectedDimension, isSameDimension } from '../expected-dimension.ts';
import type * as ast from '../generated/ast.ts';
import { readMonthName, readNumber, readPercent } from '../literals.ts';
import { spelled } from '../parser/words.ts';
import type { NameKind, Program } from '../program.ts';
import { CLOSING_TITLES } from '../sample-closing.ts';
import type { SourceFile } from '../source-file.ts';
import type { Link } from '../tree.ts';
import { scenarioPaths } from './paths-here.ts';
import type { Asked } from './proposal.ts';

/** True for a few lines that would be consistent with the program: the names that they use are there, and numbers have the right unit and size. */
export const isConsistent = (asked: Pick<Asked, 'program' | 'place'>, lines: SourceFile): boolean =>
  areNamesKnown(asked.program, lines) && arePathsKnown(asked, lines) && areNumbersSound(asked.program, lines);

function areNamesKnown({ scope }: Program, { nodes }: SourceFile): boolean {
  const every = <T extends { readonly $type: string }>(type: T['$type'], holds: (node: T) => boolean) =>
    (nodes.get(type) as unknown as readonly T[]).every(holds);
  const sees = (kind: NameKind) => (link: Link | undefined) => !link || scope.sees(0, kind, link.$refText);
  const [owner, driver, channel] = [sees('owner'), sees('driver'), sees('channel')];
  const isSide = (name: string | undefined) => name === undefined || name === 'customer' || name === 'vendor';
  return (
    every<ast.OwnerField>('OwnerField', (node) => owner(node.owner)) &&
    every<ast.Clause>('Clause', (node) => owner(node.owner)) &&
    every<ast.Target>('Target', (node) => owner(node.owner) && channel(node.of)) &&
    every<ast.MetricRef>('MetricRef', (node) => channel(node.of)) &&
    every<ast.DropEdit>('DropEdit', (node) => channel(node.channel)) &&
    every<ast.NameRef>('NameRef', (node) => driver(node.driver)) &&
    every<ast.SourceField>('SourceField', (node) => sees('source')(node.source)) &&
    every<ast.Closing>('Closing', ({ kind }) => kind === undefined || Object.hasOwn(CLOSING_TITLES, kind)) &&
    every<ast.InitiatedField>('InitiatedField', ({ initiator }) => isSide(initiator)) &&
    every<ast.Contraction>('Contraction', ({ initiator }) => isSide(initiator)) &&
    every<ast.CurrencyField>('CurrencyField', ({ code }) => /^[A-Z]{3}$/.test(code ?? '')) &&
    every<ast.FiscalField>('FiscalField', ({ month }) => readMonthName(month ?? '') !== undefined) &&
    every<ast.SeasonFactor>('SeasonFactor', ({ month }) => readMonthName(month ?? '') !== undefined)
  );
}

/** Paths of files by their ends, and those of scenarios by what is there. */
function arePathsKnown(asked: Pick<Asked, 'program' | 'place'>, { nodes }: SourceFile): boolean {
  const endsWith = (type: string, ending: RegExp) =>
    nodes.get(type).every((node) => ending.test((node as ast.Import).path ?? ''));
  const paths = asked.place.block === 'scenario' ? (nodes.get('Path') as unknown as readonly ast.Path[]) : [];
  const known = new Set(paths.length === 0 ? [] : scenarioPaths(asked).map(({ path }) => path));
  return (
    endsWith('Import', /\.upsell$/) &&
    endsWith('Include', /\.upsell$/) &&
    endsWith('Plan', /\.json$/) &&
    endsWith('Actuals', /^\S+$(?<!\.upsell|\.json)/) &&
    paths.every(({ root, members }) => known.has([root, ...members].join('.')))
  );
}

function areNumbersSound(program: Program, { nodes }: SourceFile): boolean {
  const all = <T extends { readonly $type: string }>(type: T['$type']) => nodes.get(type) as unknown as readonly T[];
  const isIn = (expected: Dimension | undefined, expr: ast.Expr | undefined) => {
    const own = expected && dimensionOf(program, expr);
    return !own || isSameDimension(expected as Dimension, own);
  };
  const isRate = ({ $container: { $container: at } }: ast.Step) =>
    RATES.has(spelled((at as { readonly field?: string }).field ?? ''));
  const plain = [
    ...all<ast.OpenField>('OpenField').map(({ value }) => value),
    ...all<ast.SeasonFactor>('SeasonFactor').map(({ factor }) => factor),
    ...all<ast.CycleField>('CycleField').flatMap(({ shares }) => shares),
    ...all<ast.AttentionField>('AttentionField').flatMap(({ shares }) => shares),
  ];
  return (
    all<ast.Step>('Step').every(
      (step) =>
        isIn(step.value && expectedDimension(program, step.value), step.value) &&
        !(isRate(step) && (shareOf(step.value) ?? 0) > 1) &&
        // Numbers in a row are shares, where no month stands between them.
        (step.start !== undefined || step === step.$container.steps[0]),
    ) &&
    plain.every((expr) => isIn(PLAIN, expr)) &&
    all<ast.CycleField>('CycleField').every(
      ({ shares, months }) => months || shareLeft(shares.map((one) => shareOf(one) ?? Number.NaN)) === 0,
    )
  );
}

const RATES: ReadonlySet<string> = new Set(['conversion', 'win rate']);

const shareOf = (expr: ast.Expr | undefined): number | undefined =>
  expr?.$type === 'PercentLiteral'
    ? readPercent(expr.text ?? '')
    : expr?.$type === 'NumberLiteral'
      ? readNumber(expr.text ?? '')
      : undefined;
