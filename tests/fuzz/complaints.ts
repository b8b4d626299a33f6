import { type Broken, isBroken } from '@upsell/engine';
import type { Analysis, Diagnostic } from '@upsell/language';
import { figuresOf, lineOf, type Outcome } from './outcome.ts';

/** The longest hint that an editor shows whole (spec: forecast, 5; the editor cuts at 43). */
const HINT_LENGTH = 42;
/** Spec: language, 7: "Up to the limits nothing takes over 2 seconds." */
export const TIME_LIMIT = 2000;

/** What the specification forbids of any outcome whatever the text says; empty where all is well. */
export function complaintsOf(outcome: Outcome): readonly string[] {
  return [
    ...diagnosticComplaints(outcome.analysis),
    ...hintComplaints(outcome),
    ...numberComplaints(outcome),
    ...withholdingComplaints(outcome.analysis),
    ...(outcome.took > TIME_LIMIT ? [`the analysis took ${Math.round(outcome.took)} ms`] : []),
  ];
}

function diagnosticComplaints({ files, diagnostics }: Analysis): readonly string[] {
  return diagnostics.flatMap(({ code, file, start, end, message }) => {
    const text = files[file]?.text;
    if (text === undefined) return [`${code} lies in no file`];
    const at = `${code} at ${start} to ${end} of ${text.length}`;
    const complaints: string[] = [];
    if (!(Number.isInteger(start) && Number.isInteger(end))) complaints.push(`${at}: no whole offsets`);
    if (start < 0 || end > text.length) complaints.push(`${at}: outside the text`);
    if (start > end) complaints.push(`${at}: ends before its start`);
    if (start === end && text.length > 0) complaints.push(`${at}: empty`);
    if (message.trim() === '' || /undefined|\bNaN\b|\[object/.test(message))
      complaints.push(`${at}: says "${message}"`);
    return complaints;
  });
}

function hintComplaints({ text, hints }: Outcome): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const seen = new Set<number>();
  return hints.flatMap(({ line, character, label }) => {
    const complaints: string[] = [];
    if (label.length > HINT_LENGTH) complaints.push(`the hint "${label}" has ${label.length} characters`);
    if (/\bNaN\b|Infinity|undefined/.test(label)) complaints.push(`the hint "${label}" shows no number`);
    if (character !== lines[line]?.length) complaints.push(`the hint "${label}" is not at the end of line ${line}`);
    if (seen.has(line)) complaints.push(`line ${line} has two hints`);
    seen.add(line);
    return complaints;
  });
}

function numberComplaints({ analysis, table, csv }: Outcome): readonly string[] {
  const complaints: string[] = [];
  for (const [name, figure] of figuresOf(analysis)) {
    if (figure instanceof Float64Array && figure.some((value) => !Number.isFinite(value)))
      complaints.push(`${name} is not finite`);
    if (typeof figure === 'number' && !Number.isFinite(figure)) complaints.push(`${name} is ${figure}`);
    if (figure instanceof Float64Array && figure.length !== analysis.model.months)
      complaints.push(`${name} has ${figure.length} months`);
  }
  if (/\bNaN\b|Infinity/.test(table)) complaints.push('the table shows what is no number');
  if (/\bNaN\b|Infinity/.test(csv)) complaints.push('the CSV shows what is no number');
  return complaints;
}

/** Spec: language, 7. Withheld is what needs something broken, each withheld place names the line, and nothing else is. */
function withholdingComplaints(analysis: Analysis): readonly string[] {
  const { diagnostics } = analysis;
  if (!analysis.isModel) return [];
  const complaints = new Set<string>();
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const lines = new Set(errors.map(({ file, start }) => `${file}:${lineOf(analysis, file, start)}`));
  const declarations = new Set(errors.map(({ file, start }) => declarationAt(analysis, file, start)));
  for (const [name, figure] of figuresOf(analysis)) {
    if (!isBroken(figure)) continue;
    if (figure.code === 'include') continue; // a part is not computed yet, which is no error of the text
    if (errors.length === 0) complaints.add(`${name} is withheld without an error`);
    else if (
      !lines.has(placeOf(analysis, figure)) &&
      // A broken declaration that is one too many has its own error and no second one for that.
      !declarations.has(declarationAt(analysis, figure.broken.file, figure.broken.start))
    )
      complaints.add(`${figure.code}: withheld for a line without an error (${placeOf(analysis, figure)})`);
  }
  if (isBroken(analysis.forecast.summary.revenue)) return [...complaints];
  for (const diagnostic of errors)
    if (mustWithhold(analysis, diagnostic)) complaints.add(`totals are shown with a ${diagnostic.code}`);
  return [...complaints];
}

const placeOf = (analysis: Analysis, { broken }: Broken): string =>
  `${broken.file}:${lineOf(analysis, broken.file, broken.start)}`;

/** The codes of language, 7 that leave the model itself without a value. */
const OF_THE_MODEL = new Set([
  'no-closing-model',
  'second-closing-model',
  'period-length',
  'import-not-found',
  'import-cycle',
  'import-not-library',
  'file-too-large',
]);

/** The codes of language, 7 that leave the field or declaration without a value that they stand in. */
const OF_THE_PLACE = new Set([
  'syntax-error',
  'nesting-too-deep',
  'ambiguous-comma',
  'unknown-name',
  'duplicate-name',
  'duplicate-field',
  'rate-above-one',
  'rate-negative',
  'negative-number',
  'number-too-large',
  'wrong-unit',
  'currency-mismatch',
  'division-by-zero',
  'driver-cycle',
  'step-order',
  'range-order',
  'range-not-positive',
  'range-not-constant',
  'cycle-not-whole',
  'volume-and-touches',
]);

/**
 * True where no reading of the specification lets a total stand: an error of the model itself, or one of the list between
 * the first character of a channel or of the closing model and the start of the next declaration.
 */
function mustWithhold(analysis: Analysis, { code, file, start, message }: Diagnostic): boolean {
  if (OF_THE_MODEL.has(code)) return true;
  // A field without an owner, or an owner that is not declared, leaves the numbers whole.
  if (code === 'missing-field' && /`(currency|period)`/.test(message))
    return analysis.program.files[0]?.elements.filter(({ $type }) => $type === 'ModelBlock').length === 1;
  if (code === 'missing-field') return /`(volume|conversion)`/.test(message);
  if (!OF_THE_PLACE.has(code) || message.startsWith('There is no owner')) return false;
  const within = declarationAt(analysis, file, start);
  return within?.$type === 'Channel' || within?.$type === 'Closing';
}

/** The declaration that reaches from its first character to the start of the next one (language, 7). */
const declarationAt = ({ program: { files } }: Analysis, file: number, offset: number) =>
  files[file]?.elements.findLast((element) => (element.$cstNode?.offset ?? 0) <= offset);
