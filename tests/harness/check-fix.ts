import { type Evaluated, type Figure, FLOWS, type Forecast, isBroken, type Total } from '@upsell/engine';
import { type Analysis, applyEdits, type Diagnostic, type Fix, resolveImport } from '@upsell/language';
import { type Files, nameOf } from './analyse-text.ts';

/** A fix of one of an analysis' diagnostics. */
export interface Offer {
  readonly analysis: Analysis;
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** The files with a fix made. */
export function afterFix(files: Files, { analysis, diagnostic, fix }: Offer): Files {
  const changed: Record<string, string> = { ...files };
  for (const [index, { uri, text }] of analysis.files.entries()) {
    const edits = fix.edits.filter(({ file }) => file === index);
    if (edits.length > 0) changed[nameOf(uri)] = withReason(applyEdits(text, edits));
  }
  if (fix.creates) {
    const { path, text } = fix.creates;
    const from = analysis.program.files[diagnostic.file]?.uri ?? '';
    changed[nameOf(resolveImport(from, path))] = text;
  }
  return changed;
}

/** Whoever takes a fix that leaves words in the place of a reason writes one over them. */
const withReason = (text: string): string => text.replace(NO_REASON, 'as agreed in May');

const NO_REASON = 'the reason is still to be written';

/**
 * What an offer promises and does not keep, as lines (see `Fix`). What is broken raises no further diagnostic, so mending it can
 * show an error that was there all the time: `mayShow` says of which.
 */
export function brokenPromises(
  offer: Offer,
  after: Analysis,
  mayShow: (error: Diagnostic, isWritten: boolean) => boolean = () => false,
): readonly string[] {
  const { analysis, diagnostic, fix } = offer;
  const faults = formFaults(analysis, fix);
  const was = errorsByCode(analysis);
  const written = writtenRanges(offer, after);
  for (const [code, errors] of errorsByCode(after)) {
    if (errors.length <= (was.get(code)?.length ?? 0)) continue;
    const shown = errors.filter((error) =>
      mayShow(
        error,
        written.some((range) => isWithin(error, range)),
      ),
    );
    if (errors.length - shown.length > (was.get(code)?.length ?? 0))
      faults.push(`new error ${code}: ${errors.find((error) => !shown.includes(error))?.message}`);
  }
  if (countOf(after, diagnostic.code) >= countOf(analysis, diagnostic.code) && standsYet(offer, after))
    faults.push(`${diagnostic.code} is still there`);
  if (!fix.changesForecast) faults.push(...changedFigures(analysis, after).slice(0, 3));
  return faults;
}

interface Place {
  readonly file: number;
  readonly start: number;
  readonly end: number;
}

/** Where in the changed files stands what a fix wrote. */
function writtenRanges({ analysis, fix }: Offer, after: Analysis): readonly Place[] {
  return fix.edits.map((edit) => {
    const { uri } = analysis.files[edit.file] as Analysis['files'][number];
    const start = movedBy(fix, edit.file, edit.start);
    return { file: after.files.findIndex((one) => one.uri === uri), start, end: start + edit.newText.length };
  });
}

/** An offset of a file after the edits that end before it. */
const movedBy = ({ edits }: Fix, file: number, offset: number): number =>
  edits
    .filter((edit) => edit.file === file && edit.end <= offset && edit.start < offset)
    .reduce((at, { start, end, newText }) => at + newText.length - (end - start), offset);

const isWithin = (inner: Place, outer: Place): boolean =>
  inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;

function formFaults(analysis: Analysis, { title, edits, safe, changesForecast, creates }: Fix): string[] {
  const faults: string[] = [];
  if (!/^[A-Z]/.test(title) || /[.?!]$/.test(title) || title.replaceAll(/`[^`]*`/g, '').length > 100)
    faults.push(`is no title: ${title}`);
  if (safe && changesForecast) faults.push('is safe and changes the forecast');
  if (changesForecast && !/\(.+\)|forecast|scenario/.test(title)) faults.push(`does not say that it changes: ${title}`);
  if (edits.length === 0 && !creates) faults.push('does nothing');
  const sorted = [...edits].sort((a, b) => a.file - b.file || a.start - b.start || a.end - b.end);
  for (const [i, { file, start, end }] of sorted.entries()) {
    const before = sorted[i - 1];
    const { length } = analysis.files[file]?.text ?? '';
    if (start > end || start < 0 || end > length) faults.push(`edits outside of the file: ${start}-${end}`);
    if (before?.file === file && before.end > start) faults.push('edits overlap');
  }
  return faults;
}

const countOf = ({ diagnostics }: Analysis, code: string): number =>
  diagnostics.filter((one) => one.code === code).length;

export function errorsByCode({ diagnostics }: Analysis): ReadonlyMap<string, readonly Diagnostic[]> {
  const errors = new Map<string, Diagnostic[]>();
  for (const one of diagnostics)
    if (one.severity === 'error') errors.set(one.code, [...(errors.get(one.code) ?? []), one]);
  return errors;
}

/** True where the same problem stands at the place to which the edits have moved it. */
function standsYet({ analysis, diagnostic, fix }: Offer, after: Analysis): boolean {
  const { code, message, file: from } = diagnostic;
  const uri = analysis.files[from]?.uri;
  const file = after.files.findIndex((one) => one.uri === uri);
  const start = movedBy(fix, from, diagnostic.start);
  // Several of a kind may stand there, or another one come to stand there when the text of this one is taken away.
  const isOneOfMany = analysis.diagnostics.some(
    (one) => one !== diagnostic && one.code === code && one.file === from && one.start === diagnostic.start,
  );
  const isGone = fix.edits.some((edit) => edit.newText === '' && edit.file === from && isWithin(diagnostic, edit));
  const isSame = (one: Diagnostic) => one.message === message || !(isOneOfMany || isGone);
  return after.diagnostics.some((one) => one.code === code && one.file === file && one.start === start && isSame(one));
}

/** Each figure that had a value before and has another one after, as a line. Another error may withhold it as well now. */
function changedFigures(before: Evaluated, after: Analysis): readonly string[] {
  const is = figuresOf(after);
  const isWhole = errorsByCode(after).size === 0;
  return [...figuresOf(before)].flatMap(([name, was]) => {
    const now = is.get(name);
    if (now === undefined && !isWhole) return [];
    return now !== undefined && equal(was, now) ? [] : [`${name} changes from ${shown(was)} to ${shown(now)}`];
  });
}

export type FigureValue = readonly number[] | number | null;

/** Every figure that has a value, by a name that does not depend on where it stands. */
export function figuresOf({ forecast, scenarios, targets, expectations }: Evaluated): ReadonlyMap<string, FigureValue> {
  const figures = new Map<string, FigureValue>();
  const add = (name: string, figure: Figure | Total | undefined) => {
    if (figure === undefined || isBroken(figure)) return;
    figures.set(name, typeof figure === 'number' || figure === null ? figure : [...figure]);
  };
  const addAll = (prefix: string, { channels, total, summary }: Forecast) => {
    for (const flow of FLOWS) {
      add(`${prefix} total ${flow}`, total[flow]);
      for (const channel of channels) add(`${prefix} ${channel.channel.name} ${flow}`, channel[flow]);
    }
    for (const [metric, value] of Object.entries(summary)) add(`${prefix} summary ${metric}`, value);
  };
  addAll('model', forecast);
  for (const { scenario, forecast: its } of scenarios) addAll(`scenario ${scenario.name}`, its);
  for (const { target, value } of targets) add(`target ${target.text}`, value);
  for (const { expectation, left, right } of expectations) {
    add(`left of ${expectation.text}`, left);
    add(`right of ${expectation.text}`, right);
  }
  return figures;
}

const equal = (a: FigureValue, b: FigureValue): boolean => JSON.stringify(a) === JSON.stringify(b);
const shown = (value: FigureValue | undefined): string => JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
