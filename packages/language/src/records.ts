import { remembered } from '@upsell/engine';
import type * as ast from './generated/ast.ts';
import { Lines } from './lines.ts';
import { fiscalYearStartOf, ofType } from './model-block.ts';
import { type Declared, type FileProblem, type ImportHost, type Program, resolveImport } from './program.ts';
import type { ReadActuals, ReadPlan, SourceNames } from './records-host.ts';
import { propertyRange } from './tree.ts';
import { fileName, inFolder, relativePath } from './uri.ts';

/** A text file that diagnostics can stand in. */
export interface TextFile {
  readonly uri: string;
  readonly text: string;
  readonly lines: Lines;
}

/** What stands beside a model: what happened, and what was planned. */
export interface Records {
  readonly actuals?: ReadActuals & { readonly uri: string; readonly declared: Declared<ast.Actuals> };
  readonly plan?: NamedPlan;
  /** Files that problems of the actuals may stand in. */
  readonly files: readonly TextFile[];
  /** Of paths that lead out of the workspace. */
  readonly problems: readonly FileProblem[];
}

interface NamedPlan {
  readonly read: ReadPlan;
  readonly uri: string;
  readonly declared: Declared<ast.Plan>;
  /** Of one that cannot be read: how the path of the one that `upsell lock` writes would stand there, where it is another. */
  readonly written?: string;
}

/** The path of the plan that `upsell lock` writes for a model that names none, from the model's folder. */
export const planPathOf = (model: string): string => `plans/${fileName(model).replace(/\.upsell$/, '')}.plan.json`;

/** What stands beside the root of a program. Only a model has records, and a portfolio has none: its parts have their own. */
export function readRecords(program: Program, host: ImportHost): Records {
  if (!program.isModel || program.includes.length > 0) return NONE;
  const [actuals] = ofType<ast.Actuals>(program, 'Actuals');
  const [plan] = ofType<ast.Plan>(program, 'Plan');
  if (!actuals && !plan) return NONE;
  const problems: FileProblem[] = [];
  const inside = ({ file, node }: Declared<ast.Actuals | ast.Plan>): string | undefined => {
    if (node.path === undefined) return undefined; // A syntax error already says what is missing
    const uri = resolveImport(program.files[file]?.uri ?? '', node.path);
    if (uri !== '' && host.inside?.(uri) !== false) return uri;
    problems.push({
      code: 'path-outside-workspace',
      file,
      ...propertyRange(node, 'path'),
      params: { path: node.path },
    });
    return undefined;
  };
  const [folder, file] = [actuals && inside(actuals), plan && inside(plan)];
  const read = folder === undefined ? undefined : host.actuals?.(folder, namesOf(program), fiscalYearStartOf(program));
  // Only plans are read: what else lies on the disk is nobody's business.
  const readPlan = file === undefined ? undefined : fileName(file).endsWith('.json') ? host.plan?.(file) : ABSENT;
  return {
    actuals: actuals && read && { ...read, uri: folder as string, declared: actuals },
    plan: plan && readPlan && namedPlan(program, plan, file as string, readPlan),
    files: read ? filesOf(read, folder as string) : [],
    problems,
  };
}

function namedPlan({ files }: Program, declared: Declared<ast.Plan>, uri: string, read: ReadPlan): NamedPlan {
  const [root, from] = [files[0]?.uri ?? '', files[declared.file]?.uri ?? ''];
  // `upsell lock` writes the plan that is named, but over nothing else, and nothing that would not be read.
  const isWritten = !('problem' in read) || (read.problem !== 'unreadable' && uri.endsWith('.json'));
  const written = isWritten ? uri : resolveImport(root, planPathOf(root));
  return { read, uri, declared, written: written === uri ? undefined : relativePath(from, written) };
}

const NONE: Records = { files: [], problems: [] };
const ABSENT: ReadPlan = { problem: 'absent' };

/** True where two versions have the same records, in the same places. */
export const haveSameRecords = (a: Records, b: Records): boolean =>
  a.files === b.files &&
  a.actuals?.problems === b.actuals?.problems &&
  a.actuals?.declared.node === b.actuals?.declared.node &&
  a.plan?.read === b.plan?.read &&
  a.plan?.declared.node === b.plan?.declared.node &&
  a.problems.length + b.problems.length === 0;

const filesOf = remembered((read: ReadActuals, folder: string): readonly TextFile[] =>
  read.texts.map(({ name, text }) => ({ uri: inFolder(folder, name), text, lines: new Lines(text) })),
);

/** The names of the taxonomy; undefined where it has none that is understood. */
function namesOf(program: Program): SourceNames | undefined {
  const [block] = ofType<ast.Sources>(program, 'Sources');
  if (!block || program.files[block.file]?.problems.length !== 0) return undefined;
  return namesIn(block.node);
}

const namesIn = remembered(({ sources }: ast.Sources): SourceNames => {
  const names = new Map<string, string>();
  const named = sources.filter(({ name }) => name !== undefined);
  for (const { name, tags } of named)
    for (const tag of tags) if (tag.$type === 'RenamedFrom') for (const old of tag.oldNames) names.set(old, name);
  // What is a source today is no former name of another.
  for (const { name } of named) names.set(name, name);
  return names;
});
