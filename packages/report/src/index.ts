export { type ActualHintTexts, actualHintTexts } from './actual-hint-text.ts';
export { bottleneckText } from './bottleneck-text.ts';
export { channelTable } from './channel-passages.ts';
export { type Board, boardOf } from './dashboard/board.ts';
export { dashboardReport } from './dashboard/dashboard-report.ts';
export type { Shown } from './dashboard/figure.ts';
export type { CellActual, Machine, MachineCell, MachineGroup, MachineRow } from './dashboard/grid.ts';
export { type Headline, type HeadlineTarget, headlineOf } from './dashboard/headline.ts';
export type { AssumptionCard, DashboardInput, LinePlace } from './dashboard/input.ts';
export { machineOf } from './dashboard/machine.ts';
export { machineSvg } from './dashboard/machine-svg.ts';
export {
  SCENARIO_METRICS,
  type ScenariosScreen,
  scenariosScreenOf,
  type Variation,
} from './dashboard/scenarios-screen.ts';
export { type PackedInput, packedInput, Unpacker } from './dashboard/transfer.ts';
export { type Estimate, type Named, type OwnerShare, type Trust, trustOf } from './dashboard/trust.ts';
export {
  type Bridge,
  comparableMonths,
  type Effect,
  isPlanWithheld,
  type VarianceRow,
  type VarianceScreen,
  varianceScreenOf,
  type WindowChoice,
  windowChoices,
} from './dashboard/variance-screen.ts';
export { factorText, scenarioText, type Turn, turnedFrom, type WhatIf, whatIf } from './dashboard/what-if.ts';
export { diagnosticCounts, type ShownDiagnostic } from './diagnostic.ts';
export { documentMarkdown, documentText, type Piece } from './document.ts';
export { expectationReport, expectationState, expectationVerdict, sidesText } from './expectation-text.ts';
export type { ExplanationWords } from './explanation-assumption.ts';
export {
  type Explanation,
  type ExplanationJson,
  explanationJson,
  explanationJsonText,
  type ShownPlace,
} from './explanation-json.ts';
export { explanationPassages, type PassageWords } from './explanation-passages.ts';
export { explanationText } from './explanation-text.ts';
export { CSV_HEADER, forecastCsv } from './forecast-csv.ts';
export { expectationsJson, forecastJson } from './forecast-json.ts';
export { forecastTable } from './forecast-table.ts';
export { changeText } from './goal-hint-text.ts';
export { HINT_LIMIT, type HintText, staleHint, withheldHere } from './hint.ts';
export { hintTexts } from './hint-text.ts';
export { escaped } from './markdown.ts';
export { inScenarioPassage, numberPassages, seasonPassage } from './number-passages.ts';
export { type Passage, paragraph, passagesMarkdown, passagesText, type Run } from './passage.ts';
export { driftJson, driftReport, type PlannedAssumption, planContent } from './plan-report.ts';
export { plannedText } from './planned-text.ts';
export { type ChannelCard, playbook } from './playbook.ts';
export type { ReforecastBeside } from './reforecast-beside.ts';
export { reforecastJson, reforecastReport } from './reforecast-report.ts';
export { scenarioTable } from './scenario-table.ts';
export { sharesPassages } from './shares-passages.ts';
export { type StatusText, statusText } from './status-text.ts';
export { targetLine } from './target-line.ts';
export { type ProposedTrueUp, trueUpJson, trueUpReport } from './true-up-report.ts';
export { differenceText, kindOfMetric, kindOfSides, shortValueText, type ValueKind, valueText } from './value-text.ts';
export { varianceJson } from './variance-json.ts';
export { varianceReport } from './variance-report.ts';
export type { VarianceWords } from './variance-words.ts';
export { workbook } from './workbook.ts';
export type { Workbook, WorkbookCell, WorkbookSheet, WorkbookWords } from './workbook-data.ts';
export type { Look } from './workbook-look.ts';
