import { builtInSource } from './built-in-sources.ts';
import type { Actuals, Channel, OwnerField, Sources } from './generated/ast.ts';
import { fiscalYearStartOf, modelHeader, ofType } from './model-block.ts';
import { readPeriod } from './period.ts';
import { type Program, resolveImport } from './program.ts';
import { readTaxonomy } from './taxonomy.ts';

/** A source of a taxonomy, for somebody who writes its name elsewhere. */
export interface SourceCard {
  readonly name: string;
  readonly label: string;
  /** Names that it had before. */
  readonly formerly: readonly string[];
  /** Why it is not run. */
  readonly notRun?: string;
  /** The channel that feeds it, and who owns that. */
  readonly channel?: string;
  readonly owner?: string;
}

/** The sources of a program, in the order of its list. */
export function sourceCards(program: Program): readonly SourceCard[] {
  const [block] = ofType<Sources>(program, 'Sources');
  if (!block) return [];
  const fedBy = readTaxonomy(program)?.fedBy;
  const owners = new Map(
    ofType<Channel>(program, 'Channel').map(({ node }) => [
      node.name,
      (node.fields.find((field) => field.$type === 'OwnerField') as OwnerField | undefined)?.owner?.$refText,
    ]),
  );
  return block.node.sources.flatMap(({ name, label, tags }): readonly SourceCard[] => {
    if (name === undefined) return [];
    const channel = fedBy?.get(name)?.[0]?.channel;
    return [
      {
        name,
        label: label ?? builtInSource(name)?.label ?? name,
        formerly: tags.flatMap((tag) => (tag.$type === 'RenamedFrom' ? tag.oldNames : [])),
        notRun: tags.flatMap((tag) => (tag.$type === 'NotRun' ? [tag.reason] : []))[0],
        channel,
        owner: channel === undefined ? undefined : owners.get(channel),
      },
    ];
  });
}

/** True where a program's root names a folder as that of its actuals. */
export const namesActuals = (program: Program, folder: string): boolean =>
  ofType<Actuals>(program, 'Actuals').some(
    ({ file, node }) => node.path !== undefined && resolveImport(program.files[file]?.uri ?? '', node.path) === folder,
  );

/** First and last month of a program's model, and the calendar month in which its fiscal year starts. */
export function periodOf(
  program: Program,
): { readonly first: number; readonly last: number; readonly fiscalYearStart: number } | undefined {
  const fiscalYearStart = fiscalYearStartOf(program);
  const period = readPeriod(modelHeader(program)?.period?.period, fiscalYearStart);
  return period && { first: period.first, last: period.last, fiscalYearStart };
}
