import type { Month } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Channel, Expr, Scenario, Step, Target } from './generated/ast.ts';
import { type Amount, amountOf, literalIn } from './literal-amount.ts';
import { readMonth } from './literals.ts';
import { fiscalYearStartOf, ofType } from './model-block.ts';
import { type PlacedAssumption, placedAssumptions, written } from './plan-assumptions.ts';
import type { Declared, Program } from './program.ts';
import { goodUntil } from './rules/steps.ts';
import { type SourceFile, sliceOf } from './source-file.ts';
import { rangeOf } from './tree.ts';

/** Lines of a file, from 1. `file` is an index into the files of the analysis. */
export interface LinePlace {
  readonly file: number;
  readonly line: number;
  readonly lastLine: number;
}

/** An assumption for somebody who asks where a number comes from. */
export interface AssumptionCard {
  /** `tickets.conversion`, `closing.win rate`, or a driver's name. */
  readonly path: string;
  /** The same as a scenario names it; absent for what no scenario can change. */
  readonly scenarioPath?: string;
  readonly owner?: string;
  readonly place: LinePlace;
  readonly steps: readonly {
    readonly value: string;
    /** Of a value that is one number, that number and what stands around it. */
    readonly amount?: Amount;
    readonly from?: string;
    readonly provenance?: string;
    /** `estimated`, `measured`, …; absent without provenance. */
    readonly kind?: string;
    /** Of an estimate: the last month in which it is good, its second fiscal quarter. */
    readonly until?: Month;
    readonly isInForce: boolean;
    readonly line: number;
  }[];
}

/** Where what a dashboard shows is declared, each list in the order of the model's. */
export interface DeclaredPlaces {
  /** Of a portfolio those of its parts. */
  readonly channels: readonly LinePlace[];
  readonly targets: readonly LinePlace[];
  readonly scenarios: readonly LinePlace[];
}

export function declaredPlaces(program: Program): DeclaredPlaces {
  const of = (all: readonly Declared<AstNode>[]) => all.map(({ file, node }) => linesOf(program, file, node));
  return {
    channels: of(program.includes.length > 0 ? program.includes : ofType<Channel>(program, 'Channel')),
    targets: of(ofType<Target>(program, 'Target')),
    scenarios: of(ofType<Scenario>(program, 'Scenario')),
  };
}

/** Every assumption of the model, scenarios aside; what is in force in the month `asOf` is marked. */
export const assumptionCards = (program: Program, asOf: Month): readonly AssumptionCard[] =>
  placedAssumptions(program).map((one) => cardOf(program, one, asOf));

function linesOf(program: Program, file: number, node: AstNode): LinePlace {
  const { lines } = program.files[file] as SourceFile;
  const { start, end } = rangeOf(node);
  return { file, line: lines.at(start).line + 1, lastLine: lines.at(end).line + 1 };
}

function cardOf(program: Program, placed: PlacedAssumption, asOf: Month): AssumptionCard {
  const { file, node } = placed;
  const { steps, ...words } = wordsOf(program, placed, asOf);
  return {
    ...words,
    place: linesOf(program, file, node),
    steps: steps.map((step, i) => ({ ...step, line: linesOf(program, file, node.steps[i] as Step).line })),
  };
}

/** A card without its lines, which move with the text above. */
type Words = Omit<AssumptionCard, 'place' | 'steps'> & {
  readonly steps: readonly Omit<AssumptionCard['steps'][number], 'line'>[];
};

/** The words of each assumption, for as long as it stands and the month is the same. */
const WORDS = new WeakMap<AstNode, { readonly made: Words; readonly asOf: Month; readonly fiscalYearStart: number }>();

function wordsOf(program: Program, placed: PlacedAssumption, asOf: Month): Words {
  const { file, path, scenarioPath, owner, node } = placed;
  const fiscalYearStart = fiscalYearStartOf(program);
  const known = WORDS.get(node);
  if (known?.asOf === asOf && known.fiscalYearStart === fiscalYearStart) return known.made;
  const card = written(program.files[file] as SourceFile, path, node, owner);
  const begun = node.steps.findLastIndex((step) => step.start === undefined || (readMonth(step.start) ?? asOf) <= asOf);
  const made = {
    path,
    scenarioPath,
    owner: card.owner,
    steps: card.steps.map((step, i) => {
      const { provenance, ...written } = node.steps[i] as Step;
      const said = provenance?.kind === 'estimated' ? readMonth(provenance.month ?? '') : undefined;
      return {
        ...step,
        amount: written.growth || written.high ? undefined : amountIn(program.files[file] as SourceFile, written.value),
        kind: provenance?.kind,
        until: said === undefined ? undefined : goodUntil(said, fiscalYearStart),
        isInForce: i === Math.max(begun, 0),
      };
    }),
  };
  WORDS.set(node, { made, asOf, fiscalYearStart });
  return made;
}

function amountIn(source: SourceFile, value: Expr | undefined): Amount | undefined {
  const literal = value?.$cstNode ? literalIn(value) : undefined;
  const amount = literal?.$cstNode ? amountOf(literal) : undefined;
  if (!value || !literal || !amount) return undefined;
  const unit = sliceOf(source, rangeOf(literal).end, rangeOf(value).end);
  return { ...amount, after: `${amount.after}${unit}` };
}
