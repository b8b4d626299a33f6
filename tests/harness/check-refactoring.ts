import { type Analysis, applyEdits, resolveImport } from '@upsell/language';
import { type Offer, refactoringsAt, type Surroundings } from '@upsell/language/refactorings';
import { analyseFiles, type Files, nameOf } from './analyse-text.ts';
import { errorsByCode, type FigureValue, figuresOf } from './check-fix.ts';

/** A workspace that has no other files than an analysis has. */
export const aloneIn = (files: Files): Surroundings => ({
  canCreate: true,
  exists: (uri) => files[nameOf(uri)] !== undefined,
  isDeclaredElsewhere: () => false,
});

/** The files with a refactoring made. */
export function afterOffer(files: Files, analysis: Analysis, offer: Offer): Files {
  const { edits, creates } = offer.make();
  const changed: Record<string, string> = { ...files };
  for (const [index, { uri, text }] of analysis.program.files.entries()) {
    const own = edits.filter(({ file }) => file === index);
    if (own.length > 0) changed[nameOf(uri)] = applyEdits(text, own);
  }
  if (creates) changed[nameOf(resolveImport(analysis.files[0]?.uri ?? '', creates.path))] = creates.text;
  return changed;
}

/** What the refactorings at a place of a file promise and do not keep, as lines; `roots` are the files to be as they were. */
export function faultsAt(
  files: Files,
  document: string,
  [start, end]: readonly [number, number],
  seen: (offer: Offer) => void = () => {},
): readonly string[] {
  const analysis = analysisOf(files, document);
  const around = aloneIn(files);
  return refactoringsAt({ analysis, range: { start, end }, around }).flatMap((offer) => {
    seen(offer);
    const after = afterOffer(files, analysis, offer);
    const roots = Object.keys(files).filter((name) => name.endsWith('.upsell'));
    const faults = [
      ...formFaults(analysis, offer),
      ...roots.flatMap((root) => changes(analysisOf(files, root), analysisOf(after, root), offer.changesForecast)),
    ];
    return faults.map((fault) => `"${offer.title}" at ${start}-${end} of ${document}: ${fault}`);
  });
}

const analysisOf = (files: Files, root: string): Analysis => analyseFiles({ [root]: files[root] as string, ...files });

function formFaults(analysis: Analysis, { title, make }: Offer): readonly string[] {
  const faults: string[] = [];
  if (!/^[A-Z]/.test(title) || /[.?!]$/.test(title)) faults.push('is no title');
  const { edits } = make();
  if (edits.length === 0) faults.push('does nothing');
  const sorted = [...edits].sort((a, b) => a.file - b.file || a.start - b.start || a.end - b.end);
  for (const [i, { file, start, end }] of sorted.entries()) {
    const before = sorted[i - 1];
    if (start > end || end > (analysis.files[file]?.text.length ?? 0)) faults.push('edits outside of the file');
    if (before?.file === file && before.end > start) faults.push('edits overlap');
  }
  return faults;
}

/** New errors, and figures that are not the same within 1e-12. */
function changes(before: Analysis, after: Analysis, changesForecast = false): readonly string[] {
  const was = errorsByCode(before);
  const errors = [...errorsByCode(after)].flatMap(([code, all]) =>
    all.length > (was.get(code)?.length ?? 0) ? [`new error ${code}: ${all[0]?.message}`] : [],
  );
  if (changesForecast) return errors.filter((error) => !/ expectation-failed: /.test(error));
  const is = byPlace(figuresOf(after));
  const figures = [...byPlace(figuresOf(before))].flatMap(([name, value]) => {
    const now = is.get(name);
    return now !== undefined && isNear(value, now, DIFFERENCES.test(name) ? 1e-7 : 0)
      ? []
      : [`${name} changes from ${JSON.stringify(value)?.slice(0, 60)} to ${JSON.stringify(now)?.slice(0, 60)}`];
  });
  return [...errors, ...figures.slice(0, 3)];
}

/** The figures, those of targets and expectations by their order: a refactoring may write them in another way. */
function byPlace(figures: ReadonlyMap<string, FigureValue>): ReadonlyMap<string, FigureValue> {
  const counts = new Map<string, number>();
  return new Map(
    [...figures].map(([name, value]) => {
      const [kind] = /^(target|left of|right of) /.exec(name) ?? [];
      if (!kind) return [name, value];
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return [`${kind}${counts.get(kind)}`, value];
    }),
  );
}

const DIFFERENCES = /(openAtEnd|deferred|backlog)$/;

/** `least` is for what is the difference of large numbers, such as what was opened and what was closed. */
function isNear(a: FigureValue, b: FigureValue, least: number): boolean {
  const [left, right] = [[a].flat(), [b].flat()];
  return (
    left.length === right.length &&
    left.every((value, i) => {
      const other = right[i];
      if (value === null || other === null || other === undefined) return value === other;
      return (
        Object.is(value, other) ||
        Math.abs(value - other) <= Math.max(least, 1e-12 * Math.max(Math.abs(value), Math.abs(other)))
      );
    })
  );
}

/** What is offered at the text between `«` and `»`, or at the cursor `$0`, by its title, with the files that it leaves. */
export function offersAt(
  marked: Files,
  around: Partial<Surroundings> = {},
): Readonly<Record<string, { readonly offer: Offer; readonly files: Files }>> {
  const files = Object.fromEntries(
    Object.entries(marked).map(([name, text]) => [name, text.replaceAll(/[«»]|\$0/g, '')]),
  );
  const [document = '', text = ''] = Object.entries(marked).find(([, one]) => /«|\$0/.test(one)) ?? [];
  const start = text.search(/«|\$0/);
  const end = text.includes('»') ? text.replace('«', '').indexOf('»') : start;
  const analysis = analysisOf(files, document);
  const offers = refactoringsAt({ analysis, range: { start, end }, around: { ...aloneIn(files), ...around } });
  return Object.fromEntries(offers.map((offer) => [offer.title, { offer, files: afterOffer(files, analysis, offer) }]));
}
