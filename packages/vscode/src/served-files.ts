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
  // What has a query is a file of another time, as in a view of differences, and can be read where it says which file that is.
  if (uri.scheme === 'untitled' || (uri.query !== '' && !namesItsPath(uri)) || !READ.test(uri.path)) return false;
  if (isInWorkspace) return true;
  return models.some(
    (model) =>
      model.scheme === uri.scheme &&
      model.authority === uri.authority &&
      // A configuration holds for the folders below its own.
      (uri.path.startsWith(folderOf(model)) || (CONFIG.test(uri.path) && model.path.startsWith(folderOf(uri)))),
  );
}

/** True where a query names the path, as those of the Git extension do: `{"path":"/a/b.upsell","ref":"~"}`. */
function namesItsPath({ path, query }: UriParts): boolean {
  try {
    const named: unknown = JSON.parse(query)?.path;
    // On Windows: `c:\\a\\b.upsell` of `/c:/a/b.upsell`.
    const slashed = typeof named === 'string' && named.replaceAll('\\', '/').replace(/^(?=[a-z]:)/i, '/');
    return slashed !== false && slashed.toLowerCase() === path.toLowerCase();
  } catch {
    return false;
  }
}

/** The path of the folder that a file stands in, with its slash. */
const folderOf = ({ path }: UriParts): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Models and libraries, actuals, plans and configurations. */
const READ = /\.(upsell|json)$|\/(months|quarters|cohorts)\.csv$/;
const CONFIG = /\/upsell\.config\.json$/;
