import { type ReadActuals, readActuals, type Unreadable } from './read-actuals.ts';
import { type ReadPlan, readPlan } from './read-plan.ts';

/** What reading records asks of a host. */
export interface RecordFiles {
  /** The text of a file by its URI, or why it cannot be read; undefined: there is no such file. */
  read(uri: string): string | Unreadable | undefined;
  /** The URI of a file in a folder, where it is not the folder's with a slash and the name. */
  at?(folder: string, name: string): string;
  /** The SHA-256 of a text in UTF-8, as hexadecimal digits. */
  sha256(text: string): string;
}

/**
 * Reads folders of actuals and plans of record for a host, and again only what has changed since: as long as the texts are the same, and
 * what they are read by, so is the object that it gives.
 */
export class RecordReader {
  readonly #files: RecordFiles;
  readonly #folders = new Map<string, Folder>();
  readonly #plans = new Map<string, { readonly text: Text; readonly read: ReadPlan }>();

  constructor(files: RecordFiles) {
    this.#files = files;
  }

  /** What the folder at a URI holds; see `readActuals`. */
  actuals(folder: string, names: Names, fiscalYearStart: number): ReadActuals {
    const texts = new Map<string, Text>(NAMES.map((name) => [name, this.#files.read(this.#at(folder, name))]));
    const before = this.#folders.get(folder);
    const known = before && areSame(before.texts, texts) ? before : { texts, reads: [] };
    this.#folders.set(folder, known);
    const inYear = known.reads.filter((one) => one.fiscalYearStart === fiscalYearStart);
    const same = inYear.find((one) => one.names === names);
    if (same) return same.read;
    const equal = inYear.find((one) => areSameNames(one.names, names));
    const read = equal?.read ?? readActuals((name) => texts.get(name), names, fiscalYearStart);
    known.reads = [{ names, fiscalYearStart, read }, ...known.reads].slice(0, MOST_READS);
    return read;
  }

  /** The plan of record at a URI. */
  plan(uri: string): ReadPlan {
    const text = this.#files.read(uri);
    const known = this.#plans.get(uri);
    if (known && isSame(known.text, text)) return known.read;
    const read = this.#planOf(text);
    this.#plans.set(uri, { text, read });
    return read;
  }

  /** Forgets all that was not read from some files, by their URIs. */
  keep(files: ReadonlySet<string>): void {
    for (const folder of this.#folders.keys())
      if (!NAMES.some((name) => files.has(this.#at(folder, name)))) this.#folders.delete(folder);
    for (const plan of this.#plans.keys()) if (!files.has(plan)) this.#plans.delete(plan);
  }

  #at(folder: string, name: string): string {
    return this.#files.at?.(folder, name) ?? `${folder}/${name}`;
  }

  #planOf(text: Text): ReadPlan {
    if (text === undefined) return { problem: 'absent' };
    if (typeof text !== 'string') return { problem: 'unreadable', reason: text.reason };
    return readPlan(text, (content) => this.#files.sha256(content));
  }
}

type Text = string | Unreadable | undefined;

type Names = ReadonlyMap<string, string> | undefined;

interface Folder {
  readonly texts: ReadonlyMap<string, Text>;
  /** By the names and fiscal years of the models that share the folder; the newest first. */
  reads: readonly Read[];
}

interface Read {
  readonly names: Names;
  readonly fiscalYearStart: number;
  readonly read: ReadActuals;
}

/** While somebody types a list of sources, each keystroke makes other names. */
const MOST_READS = 8;

const NAMES = ['months.csv', 'quarters.csv', 'cohorts.csv'] as const;

const areSame = (a: ReadonlyMap<string, Text>, b: ReadonlyMap<string, Text>): boolean =>
  NAMES.every((name) => isSame(a.get(name), b.get(name)));

const isSame = (a: Text, b: Text): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a.reason === b.reason);

const areSameNames = (a: Names, b: Names): boolean =>
  a !== undefined && b !== undefined && a.size === b.size && [...a].every(([name, today]) => b.get(name) === today);
