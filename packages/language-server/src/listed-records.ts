import { actualsFile } from './actuals-cell.ts';
import { isAtOrBelow } from './disk.ts';

/** True for the URI of a file of actuals, and of a plan by its name or its folder. */
export const isRecordFile = (uri: string): boolean => actualsFile(uri) !== undefined || isPlan(uri);

const isPlan = (uri: string): boolean => /\.plan\.json$|\/plans\/[^/]+\.json$/.test(uri);

/** The folders of actuals and the plans among some files, by URIs. */
export const recordsAmong = (
  uris: Iterable<string>,
): { readonly actuals: readonly string[]; readonly plans: readonly string[] } => {
  const all = [...uris];
  const folders = all.flatMap((uri) => actualsFile(uri)?.folder ?? []);
  return { actuals: [...new Set(folders)], plans: all.filter(isPlan) };
};

/** The record files that lie in the workspace, as far as they were listed and told of. */
export class ListedRecords {
  readonly #uris = new Set<string>();
  readonly #isThere: (uri: string) => boolean;

  constructor(isThere: (uri: string) => boolean) {
    this.#isThere = isThere;
  }

  all(): ReadonlySet<string> {
    return this.#uris;
  }

  add(uris: readonly string[]): void {
    for (const uri of uris) if (isRecordFile(uri)) this.#uris.add(uri);
  }

  /** Looks again at what was made, changed or removed, and at what stands below. */
  change(changed: ReadonlySet<string>): void {
    this.add([...changed]);
    for (const uri of this.#uris) if (isAtOrBelow(uri, changed) && !this.#isThere(uri)) this.#uris.delete(uri);
  }

  /** Forgets what a condition does not hold for. */
  keep(isKept: (uri: string) => boolean): void {
    for (const uri of this.#uris) if (!isKept(uri)) this.#uris.delete(uri);
  }
}
