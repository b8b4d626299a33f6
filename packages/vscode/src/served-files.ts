/** The parts of a URI. */
export interface UriParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

/**
 * True for a file that is read for the server: one of the kinds that it has a use for, in the workspace or beside an open model. `models`
 * are the URIs of those that are open.
 */
export function isServed(uri: UriParts, models: readonly UriParts[], isInWorkspace: boolean): boolean {
  // What has a query is a file of another time, as in a view of differences: beside it there is nothing.
  if (uri.scheme === 'untitled' || uri.query !== '' || !READ.test(uri.path)) return false;
  if (isInWorkspace) return true;
  return models.some(
    (model) =>
      model.scheme === uri.scheme &&
      model.authority === uri.authority &&
      // A configuration holds for the folders below its own.
      (uri.path.startsWith(folderOf(model)) || (CONFIG.test(uri.path) && model.path.startsWith(folderOf(uri)))),
  );
}

/** The path of the folder that a file stands in, with its slash. */
const folderOf = ({ path }: UriParts): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Models and libraries, actuals, plans and configurations. */
const READ = /\.(upsell|json)$|\/(months|quarters|cohorts)\.csv$/;
const CONFIG = /\/upsell\.config\.json$/;
