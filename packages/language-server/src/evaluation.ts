import { type RecordFiles, RecordReader } from '@upsell/actuals';
import type { Month } from '@upsell/engine';
import {
  type Analysis,
  analyse,
  buildProgram,
  type Config,
  changedFile,
  findConfig,
  type ImportHost,
  type Outline,
  outlineOf,
  type Program,
  parseFile,
  type SourceFile,
} from '@upsell/language';
import { differenceOfPieces, type OpenDocument, type Pieces } from './open-document.ts';

/** Where texts come from, by their normal URIs: what is open in the editor first, else the disk. */
export interface TextHost {
  open(uri: string): OpenDocument | undefined;
  /** The text of a file that is not open; undefined where it cannot be read. */
  read(uri: string): string | undefined;
  /** The text of a file beside a model, such as one of actuals, or why it cannot be read; undefined: there is no such file. */
  readBeside(uri: string): TextBeside;
  /** False for a place where nothing can be looked up, so that what is not read there may yet be there. */
  reaches(uri: string): boolean;
  /** The SHA-256 of a text in UTF-8, as hexadecimal digits. */
  sha256(text: string): string;
  /** The current month, which the age of numbers is judged by. */
  month(): Month;
}

type TextBeside = ReturnType<RecordFiles['read']>;

/** True for a file that stands beside models, by the path of its URI: it is none itself. */
export const standsBeside = (uri: string): boolean => /^[^?#]+\.(csv|json)([?#]|$)/i.test(uri);

/**
 * One analysis a document version, shared by all features. A text is parsed once until it changes; an analysis holds until
 * its own text or one that it imports (or failed to import) changes. Both take from the version before what stayed the same.
 */
export class Evaluation {
  private readonly host: TextHost;
  private readonly parsed = new Map<string, Parsed>();
  private readonly disk = new Map<string, SourceFile | undefined>();
  private readonly results = new Map<string, Result>();
  private readonly configs = new Map<string, Config | undefined>();
  private readonly outlines = new WeakMap<SourceFile, Outline>();
  private readonly beside = new Map<string, TextBeside>();
  private readonly records: RecordReader;
  /** What the analysis that is being made has read beside its model. */
  private asked = new Map<string, TextBeside>();
  private folders: readonly string[] = [];

  constructor(host: TextHost) {
    this.host = host;
    this.records = new RecordReader({
      read: (uri) => {
        const text = this.textBeside(uri);
        this.asked.set(uri, text);
        return text;
      },
      sha256: (text) => host.sha256(text),
    });
  }

  /** The folders that the editor works in, by their normal URIs: no path of a file in one of them may lead out of all of them. */
  setWorkspace(folders: readonly string[]): void {
    this.folders = folders.map((folder) => (folder.endsWith('/') ? folder : `${folder}/`));
    this.results.clear();
  }

  /** The analysis of an open document; undefined where it is not open. */
  of(uri: string): Analysis | undefined {
    if (standsBeside(uri)) return undefined;
    const current = this.current(uri);
    const root = this.file(uri);
    if (current || !root || !this.host.open(uri)) return current;
    const known = this.results.get(uri);
    const asOf = this.host.month();
    const imports = new Map<string, SourceFile | undefined>();
    const load = (target: string) => {
      const file = this.file(target);
      imports.set(target, file);
      return file;
    };
    const host: ImportHost = {
      load,
      inside: this.insideOf(uri),
      actuals: (folder, names, fiscalYearStart) => {
        const read = this.records.actuals(folder, names, fiscalYearStart);
        return read.missing.length > 0 && !this.host.reaches(folder) ? undefined : read;
      },
      plan: (target) => {
        const read = this.records.plan(target);
        return 'problem' in read && read.problem === 'absent' && !this.host.reaches(target) ? undefined : read;
      },
    };
    const beside = new Map<string, TextBeside>();
    this.asked = beside;
    const analysis = analyse(root, host, { asOf, config: this.configOf(uri) }, [], known?.analysis);
    this.results.set(uri, { root, imports, beside, analysis });
    return analysis;
  }

  /** The same where nothing is to be done for it; undefined where it has not been analysed since the last change. */
  current(uri: string): Analysis | undefined {
    const known = this.results.get(uri);
    return known?.analysis.asOf === this.host.month() && this.isCurrent(known) ? known.analysis : undefined;
  }

  /**
   * A function that gives the programs of files, open or not. What it reads of files that nothing open imports is kept as long as
   * the function itself, and a root that is not open only while its program is in use. Programs are of no use after a change.
   */
  programs(): (uri: string) => Program | undefined {
    const read = new Map<string, SourceFile | undefined>();
    const load = (uri: string) => {
      if (this.host.open(uri) || this.disk.has(uri)) return this.file(uri);
      if (!read.has(uri)) read.set(uri, this.readAndParse(uri));
      return read.get(uri);
    };
    return (uri) => {
      if (this.host.open(uri)) return this.of(uri)?.program;
      const root = this.readAndParse(uri);
      return root && buildProgram(root, { load, inside: this.insideOf(uri) });
    };
  }

  /** The outline of an open document, made once a version. */
  outline(uri: string): Outline | undefined {
    const file = !standsBeside(uri) && this.host.open(uri) && this.file(uri);
    if (!file) return undefined;
    const outline = this.outlines.get(file) ?? outlineOf(uri, file.text);
    this.outlines.set(file, outline);
    return outline;
  }

  /** True where a change of `changed` can change the analysis of `uri`. */
  dependsOn(uri: string, changed: string): boolean {
    const known = this.results.get(uri);
    return uri === changed || known?.imports.has(changed) === true || known?.beside.has(changed) === true;
  }

  /** Forgets what was read from the disk: the file may have changed there. */
  forgetDisk(uri: string): void {
    this.disk.delete(uri);
    this.beside.delete(uri);
  }

  /** Forgets every configuration: one was changed, made or removed. */
  forgetConfigs(): void {
    this.configs.clear();
    this.results.clear();
  }

  forget(uri: string): void {
    this.parsed.delete(uri);
    this.results.delete(uri);
    this.forgetDisk(uri);
  }

  private insideOf(uri: string): ImportHost['inside'] {
    return this.isInWorkspace(uri) ? this.isInWorkspace : undefined;
  }

  private readonly isInWorkspace = (uri: string): boolean => {
    // The folder itself lies in the workspace as well.
    return this.folders.some((folder) => `${uri}/`.startsWith(folder));
  };

  private configOf(uri: string): Config | undefined {
    const folder = uri.slice(0, uri.lastIndexOf('/'));
    if (!this.configs.has(folder)) this.configs.set(folder, findConfig(uri, (at) => this.host.read(at))?.config);
    return this.configs.get(folder);
  }

  private isCurrent({ root, imports, beside }: Result): boolean {
    if (this.file(root.uri) !== root) return false;
    for (const [uri, file] of imports) if (this.file(uri) !== file) return false;
    for (const [uri, text] of beside) if (this.textBeside(uri) !== text) return false;
    return true;
  }

  /** What is open in the editor first, else the disk. */
  private textBeside(uri: string): TextBeside {
    const document = this.host.open(uri);
    if (document) return document.getText();
    if (!this.beside.has(uri)) this.beside.set(uri, this.host.readBeside(uri));
    return this.beside.get(uri);
  }

  private file(uri: string): SourceFile | undefined {
    const document = this.host.open(uri);
    if (document) {
      const known = this.parsed.get(uri);
      const { pieces } = document;
      if (known?.pieces === pieces) return known.file;
      const file = known
        ? changedFile(known.file, differenceOfPieces(known.pieces, pieces))
        : parseFile(uri, document.getText());
      this.parsed.set(uri, { pieces, file });
      return file;
    }
    if (!this.disk.has(uri)) {
      this.disk.set(uri, this.readAndParse(uri));
    }
    return this.disk.get(uri);
  }

  private readAndParse(uri: string): SourceFile | undefined {
    const text = this.host.read(uri);
    return text === undefined ? undefined : parseFile(uri, text);
  }
}

interface Parsed {
  /** What it was made of. A document that is opened again has others, whatever its version is. */
  readonly pieces: Pieces;
  readonly file: SourceFile;
}

interface Result {
  readonly root: SourceFile;
  readonly imports: ReadonlyMap<string, SourceFile | undefined>;
  /** Texts that were read beside the model, or looked for. */
  readonly beside: ReadonlyMap<string, TextBeside>;
  readonly analysis: Analysis;
}
