export { diagnosticCounts, type ShownDiagnostic } from './diagnostic.ts';
export { CSV_HEADER, forecastCsv } from './forecast-csv.ts';
export { forecastJson } from './forecast-json.ts';
export { forecastTable } from './forecast-table.ts';
export { HINT_LIMIT, type HintText, hintTexts } from './hint-text.ts';
