import type * as ast from '../generated/ast.ts';
import { type FileProblem, type Program, resolveImport } from '../program.ts';
import type { Records } from '../records.ts';
import { importNotFound } from '../rules/import-not-found.ts';
import { pathOutsideWorkspace } from '../rules/path-outside-workspace.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { propertyRange, type Range } from '../tree.ts';
import { inFolder } from '../uri.ts';

/** A path in the text that leads to a file, and the file. */
export interface FileLink extends Range {
  readonly uri: string;
  readonly to: 'library' | 'model' | 'actuals' | 'plan';
}

/**
 * The paths of a program's root file that lead to something which was read, in the order of the text; what leads out of the
 * workspace, or to nothing, is no link. A folder of actuals leads to the first of its files.
 */
export function fileLinksOf(program: Program, records: Records): readonly FileLink[] {
  const [root] = program.files;
  if (!root) return [];
  const failed = new Set(program.importProblems.filter(isNowhere).map(({ file, start }) => file === 0 && start));
  const paths = [...(root.nodes.get('Import') as ast.Import[]), ...(root.nodes.get('Include') as ast.Include[])];
  const links = paths.flatMap((node): readonly FileLink[] => {
    const { start, end } = propertyRange(node, 'path');
    if (node.path === undefined || failed.has(start)) return [];
    const to = node.$type === 'Import' ? 'library' : 'model';
    return [{ ...inQuotes(root, { start, end }), uri: resolveImport(root.uri, node.path), to }];
  });
  return [...links, ...recordLinks(root, records)].sort((a, b) => a.start - b.start);
}

/** What an import leads to may be there, and the wrong thing all the same. */
const isNowhere = ({ code }: FileProblem): boolean =>
  code === importNotFound.code || code === pathOutsideWorkspace.code;

function recordLinks(root: SourceFile, { actuals, plan }: Records): readonly FileLink[] {
  const links: FileLink[] = [];
  const [first] = actuals?.texts ?? [];
  if (actuals?.declared.file === 0 && first)
    links.push({ ...pathIn(root, actuals.declared.node), uri: inFolder(actuals.uri, first.name), to: 'actuals' });
  const isThere = plan && !('problem' in plan.read && plan.read.problem === 'absent');
  if (plan?.declared.file === 0 && isThere)
    links.push({ ...pathIn(root, plan.declared.node), uri: plan.uri, to: 'plan' });
  return links;
}

const pathIn = (root: SourceFile, node: ast.Actuals | ast.Plan): Range => inQuotes(root, propertyRange(node, 'path'));

/** What stands between the quotation marks of a text. */
function inQuotes(root: SourceFile, { start, end }: Range): Range {
  const isClosed = end - start > 1 && /["“”]$/.test(sliceOf(root, start, end));
  return { start: start + 1, end: isClosed ? end - 1 : end };
}
