import { currencyOf } from '../amount.ts';
import type { Clause, Include, OwnerField, Target } from '../generated/ast.ts';
import { fiscalYearStartOf, modelHeader } from '../model-block.ts';
import { readPeriod } from '../period.ts';
import { nodeAt, nodesOf, type Program } from '../program.ts';
import { labelOf } from '../sample-channel.ts';
import { starterModel } from '../starter-model.ts';
import type { Link } from '../tree.ts';
import type { Rule } from './rule.ts';

export const importNotFound: Rule = {
  code: 'import-not-found',
  severity: 'error',
  summary: 'An imported or included file is not there.',
  page: {
    why: 'What the missing file declares is missing from the forecast: owners, drivers, perhaps a channel. Nothing that needs it can be trusted, so the totals are withheld until the file is there.',
    example: 'import "./shared.upsell"',
    mended: `// file: model.upsell
import "./shared.upsell"
// file: shared.upsell
owner growth "Growth PM"`,
    fix: 'Correct the path, which is relative to the file that imports, or create the file. Capitals count, and only `.upsell` files can be imported. An `include` needs a file with a `model` block.',
  },
  breaks: true,
  message: ({ path, part, lone }) =>
    lone && String(path).endsWith('.upsell')
      ? `\`${path}\` is not known here: this text is not on the disk, and nothing can be looked up beside it.`
      : part
        ? `There is no model \`${path}\` to include: correct the path, or write a file with a \`model\` block there.`
        : String(path).endsWith('.upsell')
          ? `There is no file \`${path}\` to import: correct the path or create the file.`
          : `\`${path}\` is not a \`.upsell\` file, and only such a file can be imported: correct the path.`,
  check: (program, report) => {
    for (const problem of program.importProblems)
      if (problem.code === 'import-not-found') report(problem.file, problem, problem.params);
  },
  fixes({ file, start, params }, { program, asOf }) {
    const path = String(params['path']);
    if (!path.endsWith('.upsell') || params['lone']) return [];
    const title = `Create the file \`${path}\``;
    if (!params['part']) return [{ title, edits: [], creates: { path, text: libraryText(program) } }];
    const include = nodeAt<Include>(program, file, 'Include', start);
    const period = readPeriod(modelHeader(program)?.period?.period, fiscalYearStartOf(program));
    const currency = include?.rate?.from ?? currencyOf(program);
    const text = starterModel({ title: labelOf(include?.name ?? 'part'), start: period?.first ?? asOf, currency });
    return [{ title: `${title} with sample numbers`, edits: [], creates: { path, text } }];
  },
};

/** A library that declares the owners who are named and that nothing declares. */
function libraryText(program: Program): string {
  const named = (['OwnerField', 'Clause', 'Target'] as const).flatMap((type) =>
    nodesOf<OwnerField | Clause | Target>(program, type).map(({ node }) => (node.owner as Link | undefined)?.$refText),
  );
  const unknown = [...new Set(named)].filter((name) => name !== undefined && !program.names.owner.has(name));
  const owners = unknown.map((name) => `owner ${name} "${labelOf(name as string)}"\n`);
  return ['// What several models share.\n', ...(owners.length > 0 ? ['\n', ...owners] : [])].join('');
}
