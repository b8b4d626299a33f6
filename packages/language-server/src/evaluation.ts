import { RecordReader } from '@upsell/actuals';
import type { Month } from '@upsell/engine';
import {
  type AnalyseOptions,
  type Analysis,
  analyse,
  buildProgram,
  type Config,
  changedFile,
  findConfig,
  type ImportHost,
  inFolder,
  type Outline,
  outlineOf,
  type Program,
  parseFile,
  type SourceFile,
} from '@upsell/language';
import { Disk, type DiskHost, type TextBeside } from './disk.ts';
import { differenceOfPieces, type OpenDocument, type Pieces } from './open-document.ts';
import { type TypingPlace, typingPlace } from './typing-place.ts';

/** Where texts come from, by their normal URIs: what is open in the editor first, else the disk. */
export interface TextHost extends DiskHost {
  open(uri: string): OpenDocument | undefined;
  /** False for a place where nothing can be looked up, so that what is not read there may yet be there. */
  reaches(uri: string): boolean;
  /** The SHA-256 of a text in UTF-8, as hexadecimal digits. */
  sha256(text: string): string;
  /** The current month, which the age of numbers is judged by. */
  month(): Month;
  /** The current day of that month, where it is known. */
  day?(): number;
  /** Told of a file on the disk that is another one than it was taken for. */
  changed(uri: string): void;
}

/** True for a file that stands beside models, by the path of its URI: it is none itself. */
export const standsBeside = (uri: string): boolean => /^[^?#]+\.(csv|json)([?#]|$)/i.test(uri);

/**
 * One analysis a document version, shared by all features. A text is parsed once until it changes; an analysis holds until
 * its own text or one that it imports (or failed to import) changes. Both take from the version before what stayed the same.
 */
export class Evaluation {
  private readonly host: TextHost;
  private readonly parsed = new Map<string, Parsed>();
  private readonly disk: Disk;
  private readonly results = new Map<string, Result>();
  private readonly configs = new Map<string, Config | undefined>();
  private readonly outlines = new WeakMap<SourceFile, Outline>();
  private readonly records: RecordReader;
  private asking: Asking = { beside: new Map(), isFirst: false };
  private folders: readonly string[] = [];

  constructor(host: TextHost) {
    this.host = host;
    this.disk = new Disk(host);
    this.records = new RecordReader({
      at: inFolder,
      read: (uri) => {
        const { beside, isFirst } = this.asking;
        if (isFirst) this.lookAt(uri);
        const text = this.textBeside(uri);
        beside.set(uri, text);
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
    const today = this.today();
    const imports = new Map<string, SourceFile | undefined>();
    const isFirst = !known;
    const load = (target: string) => {
      if (isFirst && !imports.has(target)) this.lookAt(target);
      const file = this.file(target);
      imports.set(target, file);
      return file;
    };
    const host: ImportHost = { load, inside: this.insideOf(uri), ...this.recordsFrom(this.records) };
    const beside = new Map<string, TextBeside>();
    this.asking = { beside, isFirst };
    const analysis = analyse(root, host, { ...today, config: this.configOf(uri) }, [], known?.analysis);
    this.results.set(uri, { root, imports, beside, analysis });
    return analysis;
  }

  /** The same where nothing is to be done for it; undefined where it has not been analysed since the last change. */
  current(uri: string): Analysis | undefined {
    const known = this.results.get(uri);
    const { asOf, asOfDay } = this.today();
    if (known?.analysis.asOf !== asOf || known.analysis.asOfDay !== asOfDay) return undefined;
    return this.isCurrent(known) ? known.analysis : undefined;
  }

  private today(): Pick<AnalyseOptions, 'asOf' | 'asOfDay'> {
    return { asOf: this.host.month(), asOfDay: this.host.day?.() };
  }

  /**
   * A function that gives the programs of files, open or not. What it reads of files that nothing open imports is kept as long as
   * the function itself, and a root that is not open only while its program is in use. Programs are of no use after a change.
   */
  programs(): (uri: string) => Program | undefined {
    const read = new Map<string, SourceFile | undefined>();
    const load = (uri: string) => {
      if (this.host.open(uri) || this.disk.knows(uri)) return this.file(uri);
      if (!read.has(uri)) read.set(uri, this.disk.read(uri));
      return read.get(uri);
    };
    return (uri) => {
      if (this.host.open(uri)) return this.of(uri)?.program;
      const root = this.disk.read(uri);
      return root && buildProgram(root, { load, inside: this.insideOf(uri) });
    };
  }

  /**
   * A function that analyses files which are not open, and says what each was analysed with; undefined for what cannot be read. What it
   * reads is kept as long as it is itself.
   */
  analyses(): (uri: string) => ClosedAnalysis | undefined {
    const read = new Map<string, SourceFile | undefined>();
    let held = new Set<string>();
    const records = new RecordReader({
      at: inFolder,
      read: (uri) => {
        held.add(uri);
        return this.host.open(uri)?.getText() ?? this.host.readBeside(uri);
      },
      sha256: (text) => this.host.sha256(text),
    });
    const load = (uri: string) => {
      held.add(uri);
      if (this.host.open(uri)) return this.file(uri);
      if (!read.has(uri)) read.set(uri, this.disk.read(uri));
      return read.get(uri);
    };
    return (uri) => {
      const root = this.disk.read(uri);
      if (!root) return undefined;
      held = new Set();
      const host: ImportHost = { load, inside: this.insideOf(uri), ...this.recordsFrom(records) };
      const analysis = analyse(root, host, { ...this.today(), config: this.configOf(uri) });
      return { analysis, held: [...held] };
    };
  }

  /** The URIs of the files that were read beside models. */
  besideModels(): readonly string[] {
    return this.disk.besideModels();
  }

  /** The outline of an open document, made once a version. */
  outline(uri: string): Outline | undefined {
    const file = !standsBeside(uri) && this.host.open(uri) && this.file(uri);
    if (!file) return undefined;
    const outline = this.outlines.get(file) ?? outlineOf(uri, file.text);
    this.outlines.set(file, outline);
    return outline;
  }

  /** A number that is another one as soon as somebody types in another declaration of the files of an analysis. */
  typingPlaceOf({ files }: Analysis): number {
    return files.reduce((sum, { uri }) => sum + (this.parsed.get(uri)?.typing?.count ?? 0), 0);
  }

  /** True where a change of `changed` can change the analysis of `uri`. */
  dependsOn(uri: string, changed: string): boolean {
    const known = this.results.get(uri);
    return uri === changed || known?.imports.has(changed) === true || known?.beside.has(changed) === true;
  }

  /** Looks at the disk again for what an open document was analysed with: nobody may have told that it has changed. */
  lookAgain(uri: string): void {
    for (const held of this.madeOf(uri)) this.lookAt(held);
  }

  /** The URIs of what an open document was analysed with besides itself, whether it was there or not. */
  madeOf(uri: string): readonly string[] {
    const known = this.results.get(uri);
    return known ? heldBy(known) : [];
  }

  /** The open documents that were analysed with some files, of which more is known now: they are to be analysed again. */
  doubt(files: ReadonlySet<string>): readonly string[] {
    const isDoubtful = (uri: string): boolean => files.has(uri) && !this.host.open(uri);
    const doubtful = [...this.results].filter(([, result]) => heldBy(result).some(isDoubtful));
    for (const [, result] of doubtful) result.isDoubtful = true;
    return doubtful.map(([uri]) => uri);
  }

  /** Looks again at what was read of files and folders that have changed. */
  changedOnDisk(changed: ReadonlySet<string>): void {
    for (const uri of this.disk.knownAt(changed)) this.lookAt(uri);
  }

  /** Forgets every configuration: one was changed, made or removed. */
  forgetConfigs(): void {
    this.configs.clear();
    this.results.clear();
  }

  /** Forgets a document that is closed, and what no other one was analysed with. */
  forget(uri: string): void {
    this.parsed.delete(uri);
    this.results.delete(uri);
    this.disk.forget(uri);
    const held = new Set([...this.results.values()].flatMap(heldBy));
    this.disk.keep(held);
    this.records.keep(held);
  }

  private lookAt(uri: string): void {
    if (!this.host.open(uri) && this.disk.lookAgain(uri)) this.host.changed(uri);
  }

  /** What stands beside models, where it can be looked up. */
  private recordsFrom(records: RecordReader): Pick<ImportHost, 'reaches' | 'actuals' | 'plan'> {
    return {
      reaches: (uri) => this.host.reaches(uri),
      actuals: (folder, names, fiscalYearStart) => {
        const read = records.actuals(folder, names, fiscalYearStart);
        return read.missing.length > 0 && !this.host.reaches(folder) ? undefined : read;
      },
      plan: (target) => {
        const read = records.plan(target);
        return 'problem' in read && read.problem === 'absent' && !this.host.reaches(target) ? undefined : read;
      },
    };
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

  private isCurrent({ root, imports, beside, isDoubtful }: Result): boolean {
    if (isDoubtful || this.file(root.uri) !== root) return false;
    for (const [uri, file] of imports) if (this.file(uri) !== file) return false;
    for (const [uri, text] of beside) if (this.textBeside(uri) !== text) return false;
    return true;
  }

  /** What is open in the editor first, else the disk. */
  private textBeside(uri: string): TextBeside {
    const document = this.host.open(uri);
    return document ? document.getText() : this.disk.textBeside(uri);
  }

  private file(uri: string): SourceFile | undefined {
    const document = this.host.open(uri);
    if (!document) return this.disk.source(uri);
    const known = this.parsed.get(uri);
    const { pieces } = document;
    if (known?.pieces === pieces) return known.file;
    const change = known && differenceOfPieces(known.pieces, pieces);
    const file = known ? changedFile(known.file, change) : parseFile(uri, document.getText());
    const typing = change ? typingPlace(known?.typing, change, file) : known?.typing;
    this.parsed.set(uri, { pieces, file, typing });
    return file;
  }
}

/** An analysis of a file that is not open. */
export interface ClosedAnalysis {
  readonly analysis: Analysis;
  /** The URIs of what it was made of besides the file itself, whether it was there or not. */
  readonly held: readonly string[];
}

/** What the analysis that is being made has read beside its model, and whether it is the first one of its document. */
interface Asking {
  readonly beside: Map<string, TextBeside>;
  readonly isFirst: boolean;
}

interface Parsed {
  /** What it was made of. A document that is opened again has others, whatever its version is. */
  readonly pieces: Pieces;
  readonly file: SourceFile;
  /** Absent until something is typed. */
  readonly typing: TypingPlace | undefined;
}

interface Result {
  readonly root: SourceFile;
  readonly imports: ReadonlyMap<string, SourceFile | undefined>;
  /** Texts that were read beside the model, or looked for. */
  readonly beside: ReadonlyMap<string, TextBeside>;
  readonly analysis: Analysis;
  /** What it was made of may be there or not by now, though no text has changed. */
  isDoubtful?: boolean;
}

/** The URIs of the files that a result was made of besides its own, whether they were there or not. */
const heldBy = ({ imports, beside }: Result): readonly string[] => [...imports.keys(), ...beside.keys()];
