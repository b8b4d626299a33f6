import { work } from '@upsell/engine';
import { type Block, isSameButNumbers, movedIn } from './block.ts';
import { lastFrom } from './blocks.ts';
import { type Facts, factsOf } from './facts.ts';
import type { Group } from './group.ts';
import type { Problem } from './problem.ts';
import type { FileProblem, Program } from './program.ts';
import { RULES } from './rules/index.ts';
import type { Report, Rule } from './rules/rule.ts';
import type { SourceFile } from './source-file.ts';

/** What the rules say of a program's names and text; it holds as long as nothing but numbers changes. */
export interface Checked {
  readonly facts: Facts;
  readonly said: readonly Said[];
}

/** A problem in a block of a file, counted from the block's beginning; of a file without blocks, in the file. */
interface Said {
  readonly file: number;
  readonly block: Block | undefined;
  readonly problem: Problem;
}

const CHECKS = RULES.filter(({ check }) => check);

export function checkWhole(program: Program): Checked {
  const found = collect(CHECKS, program, (rule, report) => rule.check?.(program, report));
  return { facts: factsOf(program), said: found.map((problem) => inBlock(problem, program)) };
}

function inBlock({ code, file, start, end, params }: FileProblem, { files }: Program): Said {
  const { blocks } = files[file] as SourceFile;
  const block = blocks[lastFrom(blocks, start)];
  const from = block?.start ?? 0;
  return { file, block, problem: { code, start: start - from, end: end - from, params } };
}

/** What was said of an earlier version, said of this one, of which nothing but numbers is different; undefined where something is. */
export function checkedBefore(checked: Checked, before: Program, now: Program): Checked | undefined {
  if (before.importProblems.length + now.importProblems.length > 0 || before.files.length !== now.files.length)
    return undefined;
  const changed = new Map<Block, Block>();
  const isSame = before.files.every((file, i) => isSameFile(file, now.files[i] as SourceFile, changed));
  if (!isSame) return undefined;
  if (changed.size === 0) return checked;
  return { facts: checked.facts, said: checked.said.map((one) => moved(one, changed)) };
}

function moved(said: Said, changed: ReadonlyMap<Block, Block>): Said {
  const { file, block, problem } = said;
  const to = block && changed.get(block);
  if (!to) return said;
  const [start, end] = [problem.start, problem.end].map((offset) => movedIn(block, to, offset)) as [number, number];
  return { file, block: to, problem: { ...problem, start, end } };
}

/** Notes which blocks took the place of which. */
function isSameFile(a: SourceFile, b: SourceFile, changed: Map<Block, Block>): boolean {
  if (a === b) return true;
  if (a.uri !== b.uri || a.refused || b.refused || a.groups.length !== b.groups.length) return false;
  return a.groups.every((group, i) => isSameGroup(group, b.groups[i] as Group, changed));
}

function isSameGroup(a: Group, b: Group, changed: Map<Block, Block>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((block, i) => {
    const other = b[i] as Block;
    if (block === other) return true;
    changed.set(block, other);
    return isSameButNumbers(block, other);
  });
}

/** The problems, each at its place in its file. */
export const problemsOf = ({ said }: Checked): readonly FileProblem[] =>
  said.map(({ file, block, problem: { code, start, end, params } }) => {
    const from = block?.start ?? 0;
    return { code, file, start: start + from, end: end + from, params };
  });

/** What rules say of a whole program. */
export function collect(
  rules: readonly Rule[],
  { isModel }: Program,
  look: (rule: Rule, report: Report) => void,
): readonly FileProblem[] {
  const found: FileProblem[] = [];
  for (const rule of rules) {
    if (rule.modelOnly && !isModel) continue;
    work.rules++;
    look(rule, (file, { start, end }, params = {}) => found.push({ code: rule.code, file, start, end, params }));
  }
  return found;
}
