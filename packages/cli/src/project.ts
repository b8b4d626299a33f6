import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FoundConfig, findConfig } from '@upsell/language';
import { readText } from './read-text.ts';

/** The configuration that holds for a file, by its folder; `known` keeps what was found. */
export function configOf(
  folder: string,
  uri: string,
  known: Map<string, FoundConfig | undefined>,
): FoundConfig | undefined {
  if (!known.has(folder))
    known.set(
      folder,
      findConfig(uri, (at) => (existsSync(fileURLToPath(at)) ? tryRead(fileURLToPath(at)) : undefined)),
    );
  return known.get(folder);
}

/**
 * Says whether a file lies in the workspace of a folder: the repository around it, else the current folder where that
 * contains it. Elsewhere no workspace is known, and a path may lead anywhere.
 */
export function workspaceOf(folder: string): ((uri: string) => boolean) | undefined {
  let root: string | undefined = folder;
  while (root && !existsSync(path.join(root, '.git')))
    root = path.dirname(root) === root ? undefined : path.dirname(root);
  root ??= contains(process.cwd(), folder) ? process.cwd() : undefined;
  return root === undefined ? undefined : (uri) => contains(root, fileURLToPath(uri));
}

/** True for a folder itself as well. */
function contains(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  // On another drive there is no way from one to the other.
  return way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
}

function tryRead(file: string): string | undefined {
  const text = readText(file);
  return typeof text === 'string' ? text : '';
}
