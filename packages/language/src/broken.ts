import type { Broken } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Element } from './generated/ast.ts';
import type { FileProblem, Program } from './program.ts';
import { syntaxError } from './rules/syntax-error.ts';
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
  /** True for a file with an error that breaks. */
  isIn(file: number): boolean;
  /** Anything in a declaration. */
  whole(file: number, element: AstNode): Broken | undefined;
  /** Anything in a declaration that is not read: there may be fields that its tree does not have. */
  unread(file: number, element: AstNode): Broken | undefined;
  /** True where an offset lies in a field, or a declaration's own part, that has an error. */
  covers(file: number, offset: number): boolean;
  /** The same for fields and for declarations without fields alone, not for the headers of blocks. */
  coversField(file: number, offset: number): boolean;
  /** The first error that begins a line outside all declarations: a declaration may be lost there. */
  outside(): Broken | undefined;
}

export function findBreaks(program: Program, problems: readonly FileProblem[]): Breaks {
  const files = program.files.map((file, index) => {
    const own = problems.filter((problem) => problem.file === index).sort((a, b) => a.start - b.start);
    return own.length > 0 ? new FileBreaks(file, own) : undefined;
  });
  return {
    isIn: (file) => files[file] !== undefined,
    header: (file, element) => files[file]?.header(element),
    field: (file, field) => files[file]?.whole(field),
    whole: (file, element) => files[file]?.whole(element),
    unread: (file, element) => files[file]?.whole(element, syntaxError.code),
    covers: (file, offset) => files[file]?.coveredBy(offset) !== undefined,
    coversField: (file, offset) => files[file]?.coveredBy(offset)?.isHeader === false,
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

/** The errors of one file. Only the declarations that have one are looked at closely. */
class FileBreaks {
  private readonly file: SourceFile;
  private readonly problems: readonly FileProblem[];
  /** By their index in the file; made when they are asked for. */
  private readonly extents = new Map<number, readonly Extent[]>();
  /** Where the declarations with an error in them, and their fields, end: at the start of what follows. */
  private readonly ends = new Map<AstNode, number>();

  constructor(file: SourceFile, problems: readonly FileProblem[]) {
    this.file = file;
    this.problems = problems;
    for (const { start } of problems) this.extentsAt(this.indexAt(start));
  }

  header(element: AstNode): Broken | undefined {
    const [first] = this.ends.has(element) ? fieldsOf(element) : [];
    return this.within(element, first ? rangeOf(first).start : this.ends.get(element));
  }

  /** Only by problems of one code, where that is given. */
  whole(node: AstNode, code?: string): Broken | undefined {
    return this.within(node, this.ends.get(node), code);
  }

  coveredBy(offset: number): Extent | undefined {
    const list = this.extentsAt(this.indexAt(offset));
    const extent = list[firstFrom(list, offset + 1) - 1];
    return extent && offset < extent.end && this.inside(extent) ? extent : undefined;
  }

  private within(node: AstNode, end: number | undefined, code?: string): Broken | undefined {
    // A declaration without an error; what is not a declaration may be a field of a block inside of one.
    if (end === undefined && node.$container?.$type === 'File') return undefined;
    return this.inside({ start: rangeOf(node).start, end: end ?? rangeOf(node).end }, code);
  }

  private inside({ start, end }: Range, code?: string): Broken | undefined {
    for (let i = firstFrom(this.problems, start); i < this.problems.length; i++) {
      const problem = this.problems[i] as FileProblem;
      if (problem.start >= end) return undefined;
      if (code === undefined || problem.code === code) return asBroken(problem);
    }
    return undefined;
  }

  /** The index of the last declaration that begins at or before an offset; -1 where none does. */
  private indexAt(offset: number): number {
    const { elements } = this.file;
    let [low, high] = [0, elements.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rangeOf(elements[middle] as Element).start <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** A declaration without its fields, and its fields, each up to what follows it, in the order of the text; notes the ends. */
  private extentsAt(index: number): readonly Extent[] {
    const element = this.file.elements[index];
    const known = this.extents.get(index);
    if (!element || known) return known ?? [];
    const next = this.file.elements[index + 1];
    const end = next ? rangeOf(next).start : Number.POSITIVE_INFINITY;
    this.ends.set(element, end);
    const parts = [element, ...fieldsOf(element)];
    const extents = parts.map((part, k): Extent => {
      const after = parts[k + 1];
      const stop = after ? rangeOf(after).start : end;
      if (k > 0) this.ends.set(part, stop);
      return { start: rangeOf(part).start, end: stop, isHeader: k === 0 && parts.length > 1 };
    });
    this.extents.set(index, extents);
    return extents;
  }
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
