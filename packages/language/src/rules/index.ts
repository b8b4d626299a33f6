import { ambiguousComma } from './ambiguous-comma.ts';
import { currencyMismatch } from './currency-mismatch.ts';
import { cycleNotWhole } from './cycle-not-whole.ts';
import { divisionByZero } from './division-by-zero.ts';
import { driverCycle } from './driver-cycle.ts';
import { duplicateField } from './duplicate-field.ts';
import { duplicateName } from './duplicate-name.ts';
import { fileTooLarge } from './file-too-large.ts';
import { importCycle } from './import-cycle.ts';
import { importNotFound } from './import-not-found.ts';
import { importNotLibrary } from './import-not-library.ts';
import { leverageWithoutFoundation } from './leverage-without-foundation.ts';
import { missingField } from './missing-field.ts';
import { missingOwner } from './missing-owner.ts';
import { negativeNumber } from './negative-number.ts';
import { nestingTooDeep } from './nesting-too-deep.ts';
import { noClosingModel } from './no-closing-model.ts';
import { noSources } from './no-sources.ts';
import { numberTooLarge } from './number-too-large.ts';
import { percentOfBase } from './percent-of-base.ts';
import { periodLength } from './period-length.ts';
import { rangeNotConstant } from './range-not-constant.ts';
import { rangeNotPositive } from './range-not-positive.ts';
import { rangeOrder } from './range-order.ts';
import { rateAboveOne } from './rate-above-one.ts';
import { rateNegative } from './rate-negative.ts';
import type { Rule } from './rule.ts';
import { secondClosingModel } from './second-closing-model.ts';
import { sourceNotRun } from './source-not-run.ts';
import { sourceShared } from './source-shared.ts';
import { sourceWithoutChannel } from './source-without-channel.ts';
import { stepOrder } from './step-order.ts';
import { syntaxError } from './syntax-error.ts';
import { unknownName } from './unknown-name.ts';
import { unknownSource } from './unknown-source.ts';
import { volumeAndTouches } from './volume-and-touches.ts';
import { wrongUnit } from './wrong-unit.ts';

/** Every rule of the language, in alphabetical order; the only list of them. */
export const RULES: readonly Rule[] = [
  ambiguousComma,
  currencyMismatch,
  cycleNotWhole,
  divisionByZero,
  driverCycle,
  duplicateField,
  duplicateName,
  fileTooLarge,
  importCycle,
  importNotFound,
  importNotLibrary,
  leverageWithoutFoundation,
  missingField,
  missingOwner,
  negativeNumber,
  nestingTooDeep,
  noClosingModel,
  noSources,
  numberTooLarge,
  percentOfBase,
  periodLength,
  rangeNotConstant,
  rangeNotPositive,
  rangeOrder,
  rateAboveOne,
  rateNegative,
  secondClosingModel,
  sourceNotRun,
  sourceShared,
  sourceWithoutChannel,
  stepOrder,
  syntaxError,
  unknownName,
  unknownSource,
  volumeAndTouches,
  wrongUnit,
];

export const ruleOf: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.code, rule]));
