import { CstUtils } from 'langium';
import type { Block } from './block.ts';
import type { Config } from './config.ts';
import { asDiagnostic, type Diagnostic } from './diagnostic.ts';
import { ofGroup } from './group.ts';
import type { FileProblem, Program } from './program.ts';
import { NO_REASON } from './rules/ignore-without-reason.ts';
import { ruleOf } from './rules/index.ts';
import type { SourceFile } from './source-file.ts';

/** One `// upsell-ignore CODE: reason`. */
interface Ignore {
  readonly code: string;
  readonly reason: string;
  readonly start: number;
  readonly end: number;
  /** The line that it covers: the next one that is not a comment. */
  readonly line: number;
}

/**
 * Leaves out the warnings and informations that a comment above their line silences, and says which of these comments give no
 * reason or silence nothing. A library's comments count in every model that imports it, and are judged in none of them:
 * what one model does not need another may.
 */
export function applyIgnores(
  program: Program,
  diagnostics: readonly Diagnostic[],
  config: Config,
): readonly Diagnostic[] {
  const ignores = program.files.map((file) =>
    file.groups.flatMap((group) => commentsInGroup(group)).map((comment) => ignoreOf(file, comment)),
  );
  if (ignores.every((list) => list.length === 0)) return diagnostics;
  const used = new Set<Ignore>();
  const kept = diagnostics.filter(({ file, code, severity, start }) => {
    const line = program.files[file]?.lines.at(start).line;
    const ignore = ignores[file]?.find((one) => one.code === code && one.line === line);
    if (!ignore || severity === 'error') return true;
    used.add(ignore);
    return false;
  });
  const problems = (ignores[0] ?? []).flatMap((ignore) => problemsOf(ignore, used.has(ignore), program, config));
  return [...kept, ...problems.flatMap((problem) => asDiagnostic(problem, config))];
}

function problemsOf(
  ignore: Ignore,
  used: boolean,
  { isModel }: Program,
  { severities }: Config,
): readonly FileProblem[] {
  const { code, reason, start, end } = ignore;
  const problem = (of: string, params: FileProblem['params']): FileProblem => ({
    code: of,
    file: 0,
    start,
    end,
    params,
  });
  const rule = ruleOf.get(code);
  const problems = reason === '' || reason === NO_REASON ? [problem('ignore-without-reason', { code })] : [];
  // Of a rule that the project has switched off nobody can say whether the comment is needed.
  if (!used && isModel && severities.get(code) !== 'off')
    problems.push(problem('ignore-unused', { code, known: rule ? 1 : 0, severity: rule?.severity }));
  return problems;
}

const IGNORE = /\/\/[ \t]*upsell-ignore\b([^\r\n]*)/g;

/** A comment at its place in the file. */
function ignoreOf(file: SourceFile, { block, start, end, code, reason }: Comment): Ignore {
  const at = start + block.start;
  return { code, reason, start: at, end: end + block.start, line: lineBelow(file, at) };
}

/** Places are counted from the block's beginning. */
interface Comment extends Omit<Ignore, 'line'> {
  readonly block: Block;
}

const commentsInGroup = ofGroup((block): readonly Comment[] => {
  if (!block.text.includes('upsell-ignore')) return [];
  return [...block.text.matchAll(IGNORE)].flatMap(({ index, 0: text, 1: said = '' }) => {
    if (!isComment(block, block.start + index)) return [];
    const [, code = '', reason = ''] = /^[ \t]*([\w-]*)[ \t]*:?(.*)$/.exec(said) ?? [];
    return [{ block, code, reason: reason.trim(), start: index, end: index + text.trimEnd().length }];
  });
});

/** False for what looks like a comment inside a text. */
function isComment({ root }: Block, offset: number): boolean {
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, offset);
  return leaf === undefined || (leaf.hidden && leaf.offset === offset);
}

function lineBelow({ text, lines }: SourceFile, offset: number): number {
  NOTHING_ELSE.lastIndex = offset;
  NOTHING_ELSE.exec(text);
  return NOTHING_ELSE.lastIndex < text.length ? lines.at(NOTHING_ELSE.lastIndex).line : -1;
}

/** Comments and white space; at least the comment that begins there. */
const NOTHING_ELSE = /(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
