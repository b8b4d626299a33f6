import type { Broken } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { FileProblem, Program } from './program.ts';
import { firstFrom } from './sorted.ts';
import type { SourceFile } from './source-file.ts';
import { type Range, rangeOf } from './tree.ts';

/**
 * What has no value (spec: language, 7): a field or declaration is broken when an error that breaks lies between its first
 * character and the start of the next one. A recovered tree can look healthy, so the error's place decides.
 */
export interface Breaks {
  /** A declaration's own part, before its first field; all of it where it has no fields. */
  header(file: number, element: AstNode): Broken | undefined;
  /** A field of a block, up to the next one. */
  field(file: number, field: AstNode): Broken | undefined;
  /** Anything in a declaration. */
  whole(file: number, element: AstNode): Broken | undefined;
  /** True where an offset lies in a field, or a declaration's own part, that has an error. */
  covers(file: number, offset: number): boolean;
  /** The same for fields and for declarations without fields alone, not for the headers of blocks. */
  coversField(file: number, offset: number): boolean;
  /** The first error that begins a line outside all declarations: a declaration may be lost there. */
  outside(): Broken | undefined;
}

export function findBreaks(program: Program, problems: readonly FileProblem[]): Breaks {
  const byFile = program.files.map((_, index) =>
    problems.filter((p) => p.file === index).sort((a, b) => a.start - b.start),
  );
  const ends = new Map<AstNode, number>();
  const extents = program.files.map((file) => extentsOf(file, ends));
  const within = (file: number, { start, end }: Range): Broken | undefined => {
    const list = byFile[file] as readonly FileProblem[];
    const problem = list[firstFrom(list, start)];
    return problem && problem.start < end ? asBroken(problem) : undefined;
  };
  const coveredBy = (file: number, offset: number): Extent | undefined => {
    const list = extents[file] as readonly Extent[];
    const extent = list[firstFrom(list, offset + 1) - 1];
    return extent && offset < extent.end && within(file, extent) ? extent : undefined;
  };
  const upTo = (file: number, node: AstNode, end: number | undefined) =>
    within(file, { start: rangeOf(node).start, end: end ?? rangeOf(node).end });
  return {
    header: (file, element) => {
      const first = fieldsOf(element)[0];
      return upTo(file, element, first ? rangeOf(first).start : ends.get(element));
    },
    field: (file, field) => upTo(file, field, ends.get(field)),
    whole: (file, element) => upTo(file, element, ends.get(element)),
    covers: (file, offset) => coveredBy(file, offset) !== undefined,
    coversField: (file, offset) => coveredBy(file, offset)?.isHeader === false,
    outside: () => {
      for (const [file, { lostDeclaration }] of program.files.entries())
        if (lostDeclaration) return asBroken({ ...lostDeclaration, file });
      return undefined;
    },
  };
}

interface Extent extends Range {
  readonly isHeader: boolean;
}

/** Declarations without their fields, and fields, each up to what follows it, in the order of the text; notes the ends. */
function extentsOf(file: SourceFile, ends: Map<AstNode, number>): readonly Extent[] {
  const extents: Extent[] = [];
  for (const [i, element] of file.elements.entries()) {
    const next = file.elements[i + 1];
    const end = next ? rangeOf(next).start : file.text.length + 1;
    ends.set(element, end);
    const parts = [element, ...fieldsOf(element)];
    for (const [k, part] of parts.entries()) {
      const after = parts[k + 1];
      const stop = after ? rangeOf(after).start : end;
      if (k > 0) ends.set(part, stop);
      extents.push({ start: rangeOf(part).start, end: stop, isHeader: k === 0 && parts.length > 1 });
    }
  }
  return extents;
}

const asBroken = (problem: FileProblem): Broken => ({
  broken: { file: problem.file, start: problem.start, end: problem.end },
  code: problem.code,
});

/** The fields of a block that have a place in the text. */
export function fieldsOf(element: AstNode): readonly AstNode[] {
  const { fields, sources, edits } = element as { fields?: AstNode[]; sources?: AstNode[]; edits?: AstNode[] };
  return (fields ?? sources ?? edits ?? []).filter((field) => field.$cstNode);
}
