import { monthsText, monthText, remembered, type TrueUp } from '@upsell/engine';
import type { AstNode } from 'langium';
import { amountIn, currencyOf } from './amount.ts';
import { closingModel } from './closing-block.ts';
import { eolOf, insertAt, replace } from './edits.ts';
import { fieldName } from './field-name.ts';
import type { Assumption, Channel, ChannelNumber, Step, Touch } from './generated/ast.ts';
import { readMonth } from './literals.ts';
import { ofType } from './model-block.ts';
import type { Declared, Program } from './program.ts';
import type { FileEdit } from './rules/rule.ts';
import { isGuess, valueRange } from './rules/steps.ts';
import { type SourceFile, sliceOf } from './source-file.ts';
import { rangeOf } from './tree.ts';

/** A true-up as a change of the text: a step from the first month without actuals (variance.md, 4). */
export interface TrueUpEdit {
  readonly edit: FileEdit;
  /** The new value as the model will have it: `2.93%`. */
  readonly value: string;
  /** Where it comes from: `measured 2026-05 to 2026-07`. */
  readonly provenance: string;
  /** The step that is in force without it, and the file of both. */
  readonly file: number;
  readonly step: Step;
}

/**
 * The change of the text that a true-up is; undefined where its actuals do not allow it, where the step that would be replaced says the
 * same, or where the number stands in no field of its own.
 */
export function trueUpEdit(program: Program, trueUp: TrueUp): TrueUpEdit | undefined {
  const assumption = trueUp.isUsable ? assumptionOf(program, trueUp) : undefined;
  const place = assumption && inForce(assumption.node, trueUp);
  if (!assumption || !place) return undefined;
  const { file } = assumption;
  const { step, isReplaced } = place;
  const value = valueText(program, trueUp);
  const provenance = `${trueUp.of === 'volume' ? 'counted' : 'measured'} ${monthsText(trueUp.evidence.from, trueUp.evidence.to)}`;
  const written = `${value} from ${monthText(trueUp.from)} ${provenance}`;
  const source = program.files[file] as SourceFile;
  const { start, end } = valueRange(step);
  const isKnown = MEASURED.has(step.provenance?.kind ?? '') && sliceOf(source, start, end) === value;
  if (isKnown) return undefined;
  if (isReplaced) return { edit: replace(file, rangeOf(step), written), value, provenance, file, step };
  const first = assumption.node.steps[0] as Step;
  const { character } = source.lines.at(rangeOf(first).start);
  // Behind a block's other fields on one line the new step would stand out of sight.
  const indent = ' '.repeat(character > MOST_INDENT ? USUAL_INDENT : character);
  const edit = insertAt(file, rangeOf(step).end, `,${eolOf(source)}${indent}${written}`);
  return { edit, value, provenance, file, step };
}

/** The true-up of the number that stands at a place, such as a provenance. */
export function trueUpAt(
  program: Program,
  trueUps: readonly TrueUp[],
  file: number,
  offset: number,
): TrueUpEdit | undefined {
  for (const one of trueUps) {
    const assumption = assumptionOf(program, one);
    if (assumption?.file !== file) continue;
    const { start, end } = rangeOf(assumption.node);
    if (start <= offset && offset <= end) return trueUpEdit(program, one);
  }
  return undefined;
}

/** Where the number stands that a true-up is about. */
export function assumptionOf(program: Program, { of, channel: name }: TrueUp): Declared<Assumption> | undefined {
  const block = name === undefined ? closingModel(program) : channelOf(program, name);
  if (!block) return undefined;
  const { file, node } = block;
  const fields = (node as unknown as { fields: readonly AstNode[] }).fields.filter((field) => field.$cstNode);
  const field =
    fields.find((one) => fieldName(one) === of) ??
    (of === 'volume' ? fields.find((one) => one.$type === 'Touch') : undefined);
  const assumption = (field as ChannelNumber | Touch | undefined)?.value;
  return assumption?.$cstNode ? { file, node: assumption } : undefined;
}

const channelOf = (program: Program, name: string): Declared<Channel> | undefined => channelsOf(program).get(name);

/** The first channel of each name. */
const channelsOf = remembered(
  (program: Program): ReadonlyMap<string, Declared<Channel>> =>
    new Map(
      ofType<Channel>(program, 'Channel')
        .toReversed()
        .map((declared) => [declared.node.name, declared]),
    ),
);

/** The step that the new one follows, or the one from the same month that it takes the place of: only a guess is replaced. */
function inForce(
  { steps }: Assumption,
  { from }: TrueUp,
): { readonly step: Step; readonly isReplaced: boolean } | undefined {
  const begins = (step: Step): number =>
    step.start === undefined ? Number.NEGATIVE_INFINITY : (readMonth(step.start) ?? Number.NaN);
  const step = steps.findLast((one) => begins(one) <= from);
  // What was measured since then is younger than the evidence.
  const isOutdated = steps.some((one) => begins(one) > from && MEASURED.has(one.provenance?.kind ?? ''));
  if (!step?.$cstNode || isOutdated) return undefined;
  if (begins(step) < from) return { step, isReplaced: false };
  return isGuess(step) ? { step, isReplaced: true } : undefined;
}

/** Where values stand in a block, at most and usually. */
const [MOST_INDENT, USUAL_INDENT] = [48, 13];

const MEASURED: ReadonlySet<string> = new Set(['counted', 'measured']);

/** Three significant digits, in the unit of the field. */
function valueText(program: Program, { of, value, believed }: TrueUp): string {
  const rate = (share: number) => `${plain(share * 100)}%`;
  // A range stays one, as much narrower as the evidence makes it.
  if (believed) return `${rate(believed.low)} to ${rate(believed.high)}`;
  if (of === 'conversion' || of === 'win rate') return rate(value);
  const digits = plain(value);
  return of === 'volume' ? `${digits}/month` : amountIn(currencyOf(program), digits);
}

/** No power of ten, which the language does not have; whole thousands grouped. */
function plain(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const [whole = '', fraction] = fixed(rounded).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** As many decimals as three significant digits need, and no zeros behind them. */
function fixed(value: number): string {
  const decimals = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const text = value.toFixed(Math.min(decimals, MOST_DECIMALS));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const MOST_DECIMALS = 20;
