import { URI, UriUtils } from 'langium';

/** A URI as imports are resolved to: clients differ in what they write as `%3A`. What is no URI stays as it is. */
export function normalUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/** The name of the file that a URI leads to, as people write it. */
export const fileName = (uri: string): string => UriUtils.basename(URI.parse(uri));

/** How a file is written in the text of another one. */
export const relativePath = (from: string, to: string): string =>
  UriUtils.relative(UriUtils.dirname(URI.parse(from)), URI.parse(to));

/**
 * The URI of a path beside a file, or above it. A file of another time is one of a version control: its URI names its path in its query as
 * well (`git:/a/b.upsell?{"path":"/a/b.upsell","ref":"~"}`), and what is beside it is of the same time.
 */
export function resolveBeside(uri: string, path: string): string {
  const from = URI.parse(uri);
  return ofSameTime(from, UriUtils.resolvePath(UriUtils.dirname(from), path)).toString();
}

/** The URI of a file in a folder, which is of the same time. */
export function inFolder(folder: string, name: string): string {
  if (!folder.includes('?')) return `${folder}/${name}`;
  const from = URI.parse(folder);
  return ofSameTime(from, UriUtils.joinPath(from, name)).toString();
}

/** True for a text of another time, such as one side of a difference. Nobody edits it. */
export const isOfAnotherTime = (uri: string): boolean => uri.includes('?');

/** True for a text of another time beside which others of that time can be named. */
export const namesItsPath = (uri: string): boolean => queryOf(URI.parse(uri)) !== undefined;

/** What the query of a URI has besides its own path, where it has that. */
function queryOf({ path, query }: URI): { readonly path: string } | undefined {
  try {
    const said: unknown = query.startsWith('{') ? JSON.parse(query) : undefined;
    const named = (said as { readonly path?: unknown } | undefined)?.path;
    return typeof named === 'string' && slashed(named) === path.toLowerCase()
      ? { ...(said as object), path: named }
      : undefined;
  } catch {
    return undefined;
  }
}

function ofSameTime(from: URI, to: URI): URI {
  const said = queryOf(from);
  if (!said) return to;
  const isWindows = /^[a-z]:/i.test(said.path);
  const path = isWindows ? to.path.slice(1).replaceAll('/', '\\') : to.path;
  return to.with({ query: JSON.stringify({ ...said, path }) });
}

/** A path as it stands in a URI: on Windows drives are written in either case. */
const slashed = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/^(?=[a-z]:)/i, '/')
    .toLowerCase();
