import type { RecordFiles } from '@upsell/actuals';
import { parseFile, type SourceFile } from '@upsell/language';

/** What is asked of the disk, by normal URIs. */
export interface DiskHost {
  /** The text of a model or a library; undefined where it cannot be read. */
  read(uri: string): string | undefined;
  /** The text of a file beside a model, such as one of actuals, or why it cannot be read; undefined: there is no such file. */
  readBeside(uri: string): TextBeside;
  /** Where the links in a URI lead, whether there is such a file or not; the URI itself where there are none. */
  real(uri: string): string;
}

export type TextBeside = ReturnType<RecordFiles['read']>;

/** What is known of the files on the disk: each is read when it is first asked for, and again when it is looked at again. */
export class Disk {
  private readonly host: DiskHost;
  private readonly sources = new Map<string, SourceFile | undefined>();
  private readonly beside = new Map<string, TextBeside>();
  /** Where the links lead in the URIs that have some. */
  private readonly targets = new Map<string, string>();

  constructor(host: DiskHost) {
    this.host = host;
  }

  /** A model or a library; undefined where it cannot be read. */
  source(uri: string): SourceFile | undefined {
    if (!this.sources.has(uri)) {
      this.sources.set(uri, this.read(uri));
      this.followLinks(uri);
    }
    return this.sources.get(uri);
  }

  textBeside(uri: string): TextBeside {
    if (!this.beside.has(uri)) {
      this.beside.set(uri, this.host.readBeside(uri));
      this.followLinks(uri);
    }
    return this.beside.get(uri);
  }

  /** The URIs of the texts beside models that are there. */
  besideModels(): readonly string[] {
    return [...this.beside].flatMap(([uri, text]) => (typeof text === 'string' ? [uri] : []));
  }

  /** A model or a library, of which nothing is kept. */
  read(uri: string): SourceFile | undefined {
    const text = this.host.read(uri);
    return text === undefined ? undefined : parseFile(uri, text);
  }

  knows(uri: string): boolean {
    return this.sources.has(uri) || this.beside.has(uri);
  }

  /** Reads a file again that is known; true where its text is another one, or it came or went. */
  lookAgain(uri: string): boolean {
    if (this.sources.has(uri)) {
      const text = this.host.read(uri);
      if (text === this.sources.get(uri)?.text) return false;
      this.sources.set(uri, text === undefined ? undefined : parseFile(uri, text));
      return true;
    }
    if (!this.beside.has(uri)) return false;
    const text = this.host.readBeside(uri);
    if (isSame(text, this.beside.get(uri))) return false;
    this.beside.set(uri, text);
    return true;
  }

  /** The known files that may have changed with files or folders: these themselves, what stands below, and what leads there by a link. */
  knownAt(changed: ReadonlySet<string>): readonly string[] {
    return [...this.sources.keys(), ...this.beside.keys()].filter(
      (uri) => isAtOrBelow(uri, changed) || isAtOrBelow(this.targets.get(uri) ?? '', changed),
    );
  }

  forget(uri: string): void {
    for (const known of [this.sources, this.beside, this.targets]) known.delete(uri);
  }

  /** Forgets all but some files. */
  keep(some: ReadonlySet<string>): void {
    for (const known of [this.sources, this.beside, this.targets])
      for (const uri of known.keys()) if (!some.has(uri)) known.delete(uri);
  }

  private followLinks(uri: string): void {
    const target = this.host.real(uri);
    if (target !== uri) this.targets.set(uri, target);
  }
}

const isSame = (a: TextBeside, b: TextBeside): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a.reason === b.reason);

/** True for one of some files and folders, and for what stands below one. */
export function isAtOrBelow(uri: string, some: ReadonlySet<string>): boolean {
  for (let at = uri; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) if (some.has(at)) return true;
  return false;
}
