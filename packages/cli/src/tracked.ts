import path from 'node:path';
import { type Broken, isBroken, type Model } from '@upsell/engine';
import { documentMarkdown, documentText, type Piece } from '@upsell/report';
import { type Analysed, type Loaded, loadWhole, placeText } from './models.ts';
import { type Common, print, visible, warn } from './output.ts';
import { whyNoModel } from './why-not.ts';

/** Options of the verbs that compare a model with what happened. */
export interface TrackOptions extends Common {
  readonly format?: 'pretty' | 'md' | 'json';
}

/** What one model comes to, as an object for programs and as pieces for people; or why it comes to nothing. */
export type Told = { readonly json: unknown; readonly pieces: readonly Piece[] } | { readonly failure: string };

/**
 * Tells something of each model, in the format that was asked for; models are those of the files that have a `model` block. True where all
 * of them could be told.
 */
export function tellEach(args: readonly string[], options: TrackOptions, tell: (file: Analysed) => Told): boolean {
  const { models, failures } = modelsOf(loadWhole(args, options), args);
  for (const failure of failures) warn(failure);
  const format = options.format ?? (options.json ? 'json' : 'pretty');
  const told: unknown[] = [];
  let isWhole = failures.length === 0;
  let count = 0;
  for (const file of models) {
    const one = tell(file);
    if ('failure' in one) {
      warn(`${file.name}: ${one.failure}`);
      isWhole = false;
      continue;
    }
    if (format === 'json') told.push(one.json);
    else
      print(
        visible(`${count > 0 ? '\n' : ''}${format === 'md' ? documentMarkdown(one.pieces) : documentText(one.pieces)}`),
      );
    count++;
  }
  // One object for one model, whether or not the folder of it was named.
  if (format === 'json' && told.length > 0) print(`${JSON.stringify(models.length > 1 ? told : told[0], null, 2)}\n`);
  return isWhole;
}

/**
 * The models among what was loaded, and sentences on what could not be read or is none. A portfolio has neither actuals nor a plan: among
 * the models of a folder only its parts are meant, and it is one of them where it is named or `portfolios` asks for it.
 */
export function modelsOf(
  { analysed, failures }: Loaded,
  args: readonly string[],
  { portfolios = false } = {},
): { readonly models: readonly Analysed[]; readonly failures: readonly string[] } {
  const found = analysed.filter(({ analysis }) => analysis.isModel);
  const named = new Set(args.map((arg) => path.resolve(arg)));
  const isNamed = ({ name }: Analysed) => named.has(path.resolve(name));
  const isMeant = (file: Analysed) => file.analysis.program.includes.length === 0 || isNamed(file);
  const meant = portfolios ? found : found.filter(isMeant);
  const models = meant.length > 0 ? meant : found;
  const libraries = analysed.filter((file) => !file.analysis.isModel && isNamed(file));
  const all = [...failures, ...libraries.map((file) => whyNoModel(file))];
  if (models.length === 0 && all.length === 0) all.push('There is no model here: no .upsell file has a `model` block.');
  return { models, failures: all };
}

/** Why a model has no actuals to compare with. */
export function whyNoActuals({ analysis }: Analysed): string {
  if (analysis.program.includes.length > 0) return 'A portfolio has no actuals of its own: ask for each of its parts.';
  const { actuals, problems } = analysis.records;
  if (actuals?.missing.some(({ name }) => name === 'months.csv')) return missingText(analysis);
  if (actuals?.actuals.rows.length === 0) return 'The actuals have no row that can be counted: see `upsell check`.';
  if (actuals) return 'The actuals have no row for a channel in the months that were asked for.';
  if (problems.length > 0) return 'The path of `actuals` leads out of the workspace: see `upsell check`.';
  return 'The model names no actuals: write `actuals "actuals"` in it, and put a months.csv into that folder.';
}

/** What the rules say of a file of actuals that is not there, or cannot be read. */
const missingText = ({ diagnostics }: Analysed['analysis']): string =>
  diagnostics.find(({ code }) => code === 'actuals-not-found' || code === 'actuals-malformed')?.message ??
  'The actuals cannot be read: see `upsell check`.';

/** Why something is withheld, with its place. */
export const whyWithheld = (file: Analysed, broken: Broken): string =>
  `What the model comes to is withheld because of an error: see ${placeText(file, broken)}.`;

/** Who answers for the win rate and the deal size. */
export const closerOf = ({ closing }: Model): string | undefined => (isBroken(closing) ? undefined : closing.owner);

/** The words at the end of a command's warning, where a plan of record is named that cannot be compared with. */
export function planFailure({ analysis }: Analysed): string | undefined {
  const read = analysis.records.plan?.read;
  if (!read || 'plan' in read) return undefined;
  return analysis.diagnostics.find(({ code }) => code === 'plan-not-found' || code === 'plan-tampered')?.message;
}
