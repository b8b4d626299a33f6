import type { Analysis } from './analyse.ts';
import type { Diagnostic } from './diagnostic.ts';
import { ruleOf } from './rules/index.ts';
import type { FileEdit, Fix, Related } from './rules/rule.ts';

/** The ways to mend a diagnostic, the best first. None for what stands in the file of a part: it is mended there. */
export function fixesOf(analysis: Analysis, diagnostic: Diagnostic): readonly Fix[] {
  const { program, records, tracking, asOf } = analysis;
  if (isOfPart(analysis, diagnostic)) return [];
  return ruleOf.get(diagnostic.code)?.fixes?.(diagnostic, { program, records, tracking, asOf }) ?? [];
}

/** The other places that a diagnostic is about; none of what stands in the file of a part. */
export function relatedTo(analysis: Analysis, diagnostic: Diagnostic): readonly Related[] {
  const related = ruleOf.get(diagnostic.code)?.related;
  return related && !isOfPart(analysis, diagnostic) ? related(diagnostic, analysis.program) : [];
}

/** True for what could go, and nothing would be missing. */
export const isUnnecessary = ({ code }: Pick<Diagnostic, 'code'>): boolean => ruleOf.get(code)?.unnecessary === true;

/**
 * What is to be told of an analysis to somebody who edits it: all but what says of another error only that it is in the way, such as
 * an expectation that cannot be tested until a half-typed line is mended. The error itself is told, and is the one thing to mend.
 */
export function toldWhileEditing({ diagnostics }: Analysis): readonly Diagnostic[] {
  const isFollowing = ({ params: { causeFile } }: Diagnostic) => causeFile !== undefined;
  if (!diagnostics.some(isFollowing)) return diagnostics;
  const place = (file: unknown, start: unknown) => `${file} ${start}`;
  const causes = new Set(
    diagnostics.flatMap((one) => (one.severity === 'error' && !isFollowing(one) ? [place(one.file, one.start)] : [])),
  );
  return diagnostics.filter(
    (one) => !isFollowing(one) || !causes.has(place(one.params['causeFile'], one.params['causeStart'])),
  );
}

const isOfPart = ({ program, records, files }: Analysis, { file }: Diagnostic): boolean =>
  file >= program.files.length && file < files.length - records.files.length;

/**
 * The safe fixes of an analysis that can be made together, one a diagnostic, in the order of the text: no two touch the same
 * text, and all change only files that `mayChange` allows, by their index. What they leave is there in the next analysis.
 */
export function safeFixes(analysis: Analysis, mayChange: (file: number) => boolean): readonly Fix[] {
  const taken: FileEdit[] = [];
  return analysis.diagnostics.flatMap((diagnostic) => {
    const fix = fixesOf(analysis, diagnostic).find(({ safe }) => safe);
    if (!fix?.edits.every((edit) => mayChange(edit.file) && !taken.some((other) => touch(edit, other)))) return [];
    taken.push(...fix.edits);
    return [fix];
  });
}

const touch = (a: FileEdit, b: FileEdit): boolean => a.file === b.file && a.start <= b.end && b.start <= a.end;
