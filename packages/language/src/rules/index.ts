import { actualsBadNumber } from './actuals-bad-number.ts';
import { actualsDuplicateRow } from './actuals-duplicate-row.ts';
import { actualsGap } from './actuals-gap.ts';
import { actualsMalformed } from './actuals-malformed.ts';
import { actualsNoSource } from './actuals-no-source.ts';
import { actualsNotFound } from './actuals-not-found.ts';
import { actualsOpenedExceedsTouches } from './actuals-opened-exceeds-touches.ts';
import { actualsUnknownColumn } from './actuals-unknown-column.ts';
import { actualsUnknownSource } from './actuals-unknown-source.ts';
import { actualsWonExceedsClosed } from './actuals-won-exceeds-closed.ts';
import { ambiguousComma } from './ambiguous-comma.ts';
import { attentionElsewhere } from './attention-elsewhere.ts';
import { attentionMissing } from './attention-missing.ts';
import { catchAllSource } from './catch-all-source.ts';
import { channelsBesideInclude } from './channels-beside-include.ts';
import { closerOpens } from './closer-opens.ts';
import { closingLimited } from './closing-limited.ts';
import { closingUndecided } from './closing-undecided.ts';
import { contractionExceedsSale } from './contraction-exceeds-sale.ts';
import { currencyMismatch } from './currency-mismatch.ts';
import { cycleNotWhole } from './cycle-not-whole.ts';
import { divisionByZero } from './division-by-zero.ts';
import { driverCycle } from './driver-cycle.ts';
import { duplicateField } from './duplicate-field.ts';
import { duplicateName } from './duplicate-name.ts';
import { estimateExpiring } from './estimate-expiring.ts';
import { expectationFailed } from './expectation-failed.ts';
import { fileTooLarge } from './file-too-large.ts';
import { futureEvidence } from './future-evidence.ts';
import { gatedShare } from './gated-share.ts';
import { headWithoutQuota } from './head-without-quota.ts';
import { idleClosers } from './idle-closers.ts';
import { ignoreUnused } from './ignore-unused.ts';
import { ignoreWithoutReason } from './ignore-without-reason.ts';
import { implausibleCycle } from './implausible-cycle.ts';
import { importCycle } from './import-cycle.ts';
import { importNotFound } from './import-not-found.ts';
import { importNotLibrary } from './import-not-library.ts';
import { includePeriod } from './include-period.ts';
import { initiatorMissing } from './initiator-missing.ts';
import { layerMismatch } from './layer-mismatch.ts';
import { leverageExceedsFoundation } from './leverage-exceeds-foundation.ts';
import { leverageWithoutFoundation } from './leverage-without-foundation.ts';
import { missingField } from './missing-field.ts';
import { missingOwner } from './missing-owner.ts';
import { negativeNumber } from './negative-number.ts';
import { nestingTooDeep } from './nesting-too-deep.ts';
import { noClosingModel } from './no-closing-model.ts';
import { noProvenance } from './no-provenance.ts';
import { noSources } from './no-sources.ts';
import { numberTooLarge } from './number-too-large.ts';
import { pathOutsideWorkspace } from './path-outside-workspace.ts';
import { percentOfBase } from './percent-of-base.ts';
import { periodLength } from './period-length.ts';
import { periodOutside } from './period-outside.ts';
import { planDrift } from './plan-drift.ts';
import { planNotFound } from './plan-not-found.ts';
import { planTampered } from './plan-tampered.ts';
import { pullShare } from './pull-share.ts';
import { quotaGap } from './quota-gap.ts';
import { rangeNotConstant } from './range-not-constant.ts';
import { rangeNotPositive } from './range-not-positive.ts';
import { rangeOrder } from './range-order.ts';
import { rateAboveOne } from './rate-above-one.ts';
import { rateNegative } from './rate-negative.ts';
import type { Rule } from './rule.ts';
import { sampleNumber } from './sample-number.ts';
import { secondClosingModel } from './second-closing-model.ts';
import { sourceNotRun } from './source-not-run.ts';
import { sourceShared } from './source-shared.ts';
import { sourceWithoutChannel } from './source-without-channel.ts';
import { staleEstimate } from './stale-estimate.ts';
import { stepOrder } from './step-order.ts';
import { syntaxError } from './syntax-error.ts';
import { targetMissed } from './target-missed.ts';
import { trueupAvailable } from './trueup-available.ts';
import { unknownName } from './unknown-name.ts';
import { unknownSource } from './unknown-source.ts';
import { unreachableScenarioPath } from './unreachable-scenario-path.ts';
import { unusedDriver } from './unused-driver.ts';
import { unusedOwner } from './unused-owner.ts';
import { volumeAndTouches } from './volume-and-touches.ts';
import { volumeEstimated } from './volume-estimated.ts';
import { wrongUnit } from './wrong-unit.ts';

/** Every rule of the language, in alphabetical order; the only list of them. */
export const RULES: readonly Rule[] = [
  actualsBadNumber,
  actualsDuplicateRow,
  actualsGap,
  actualsMalformed,
  actualsNoSource,
  actualsNotFound,
  actualsOpenedExceedsTouches,
  actualsUnknownColumn,
  actualsUnknownSource,
  actualsWonExceedsClosed,
  ambiguousComma,
  attentionElsewhere,
  attentionMissing,
  catchAllSource,
  channelsBesideInclude,
  closerOpens,
  closingLimited,
  closingUndecided,
  contractionExceedsSale,
  currencyMismatch,
  cycleNotWhole,
  divisionByZero,
  driverCycle,
  duplicateField,
  duplicateName,
  estimateExpiring,
  expectationFailed,
  fileTooLarge,
  futureEvidence,
  gatedShare,
  headWithoutQuota,
  idleClosers,
  ignoreUnused,
  ignoreWithoutReason,
  implausibleCycle,
  importCycle,
  importNotFound,
  importNotLibrary,
  includePeriod,
  initiatorMissing,
  layerMismatch,
  leverageExceedsFoundation,
  leverageWithoutFoundation,
  missingField,
  missingOwner,
  negativeNumber,
  nestingTooDeep,
  noClosingModel,
  noProvenance,
  noSources,
  numberTooLarge,
  pathOutsideWorkspace,
  percentOfBase,
  periodLength,
  periodOutside,
  planDrift,
  planNotFound,
  planTampered,
  pullShare,
  quotaGap,
  rangeNotConstant,
  rangeNotPositive,
  rangeOrder,
  rateAboveOne,
  rateNegative,
  sampleNumber,
  secondClosingModel,
  sourceNotRun,
  sourceShared,
  sourceWithoutChannel,
  staleEstimate,
  stepOrder,
  syntaxError,
  targetMissed,
  trueupAvailable,
  unknownName,
  unknownSource,
  unreachableScenarioPath,
  unusedDriver,
  unusedOwner,
  volumeAndTouches,
  volumeEstimated,
  wrongUnit,
];

export const ruleOf: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.code, rule]));
