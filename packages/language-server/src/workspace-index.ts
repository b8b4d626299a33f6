import { normalUri, type Outline, outlineOf } from '@upsell/language';
import type { CancellationToken } from 'vscode-languageserver';
import { cancelled } from './cancelled.ts';
import { isAtOrBelow } from './disk.ts';
import { ListedRecords } from './listed-records.ts';
import { isLookedInto } from './looked-into.ts';

/** What the index asks of the server and its host. */
export interface IndexHost {
  /** The URIs of the `.upsell` files in a folder and below; of files of actuals and plans as well, where the host can list them. */
  list(folder: string): Promise<readonly string[]>;
  /** The text of a file; undefined where it cannot be read. */
  read(uri: string): string | undefined;
  /** The outline of an open document; undefined where it is not open. */
  outline(uri: string): Outline | undefined;
  /** The URIs of the open documents. */
  open(): readonly string[];
  /** True while the user waits for something else. */
  isBusy(): boolean;
  /** What some work comes to; undefined where it has a bug, which is logged. */
  guarded<T>(what: string, work: () => T): T | undefined;
  /** Told of each slice of work: how many files of how many are read; both are the same at the end. */
  progress(read: number, all: number): void;
}

/**
 * What the files of the workspace declare and import. It reads them in slices, with the event loop free in between, and keeps
 * an outline of each, not its tree. What an open document says goes before what is on the disk.
 */
export class WorkspaceIndex {
  private readonly host: IndexHost;
  private readonly outlines = new Map<string, Outline>();
  private readonly unread = new Set<string>();
  private folders: readonly string[] = [];
  /** How many files were read since nothing was to be done. */
  private read = 0;
  private listing = 0;
  private running = false;
  private waiting: (() => void)[] = [];

  private readonly records: ListedRecords;

  constructor(host: IndexHost) {
    this.host = host;
    this.records = new ListedRecords((uri) => host.read(uri) !== undefined);
  }

  /** Follows these folders, by their normal URIs, and no others; resolves when their files are listed. */
  async follow(folders: readonly string[]): Promise<void> {
    const before = this.folders;
    this.folders = folders;
    for (const uri of [...this.outlines.keys(), ...this.unread])
      if (!this.covers(uri)) {
        this.outlines.delete(uri);
        this.unread.delete(uri);
      }
    this.records.keep((uri) => this.isInside(uri));
    const added = this.folders.filter((folder) => !before.includes(folder));
    this.listing++;
    const listed = await Promise.all(added.map((folder) => this.host.list(folder)));
    this.listing--;
    // One of them may have been removed meanwhile.
    const uris = listed.flat().map(normalUri);
    for (const uri of uris) if (this.covers(uri)) this.unread.add(uri);
    this.records.add(uris.filter((uri) => this.isInside(uri)));
    this.start();
  }

  /** Files or folders were made, changed or removed on the disk, or are not open any more. */
  change(changed: ReadonlySet<string>): void {
    for (const uri of changed) if (this.covers(uri)) this.unread.add(uri);
    this.records.change(new Set([...changed].filter((uri) => this.isInside(uri))));
    const folders = new Set([...changed].filter((uri) => !isModel(uri)));
    for (const folder of folders) void this.listRecords(folder);
    if (folders.size > 0) for (const uri of this.outlines.keys()) if (isAtOrBelow(uri, folders)) this.unread.add(uri);
    if (this.unread.size > 0) this.start();
  }

  /**
   * Resolves when every file is read that is known by then.
   * @throws ResponseError `RequestCancelled`
   */
  async ready(token: CancellationToken): Promise<void> {
    if (this.listing === 0 && !this.running) return;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      token.onCancellationRequested(() => resolve());
    });
    if (token.isCancellationRequested) throw cancelled();
  }

  /** Every outline with the URI of its file, those of open documents first. */
  all(): ReadonlyMap<string, Outline> {
    const all = new Map<string, Outline>();
    for (const uri of this.host.open()) {
      const outline = this.outlineOf(uri);
      if (outline) all.set(uri, outline);
    }
    for (const [uri, outline] of this.outlines) if (!all.has(uri)) all.set(uri, outline);
    return all;
  }

  /** The URIs of a library and of all files that import it, directly or through others. */
  importersOf(library: string): readonly string[] {
    const all = this.all();
    const importers = new Map<string, string[]>();
    for (const [uri, { imports }] of all)
      for (const target of imports) {
        const known = importers.get(target);
        if (known) known.push(uri);
        else importers.set(target, [uri]);
      }
    const found = new Set([library]);
    for (const uri of found) for (const importer of importers.get(uri) ?? []) found.add(importer);
    return [...found];
  }

  /** The URIs of the files that name a folder of actuals, by its URI, and of all that import one of them. */
  namingActuals(folder: string): readonly string[] {
    const naming = [...this.all()].filter(([, { actuals }]) => actuals.includes(folder));
    return [...new Set(naming.flatMap(([uri]) => this.importersOf(uri)))];
  }

  /** The URIs of the files of actuals and of the plans. */
  recordFiles(): ReadonlySet<string> {
    return this.records.all();
  }

  /** What lies in a folder that was made: of its files nothing is told. */
  private async listRecords(folder: string): Promise<void> {
    if (!this.isInside(folder) || /\.[^/]*$/.test(folder)) return;
    this.records.add((await this.host.list(folder)).map(normalUri).filter((uri) => this.isInside(uri)));
  }

  private start(): void {
    if (this.running) return;
    this.running = true;
    setImmediate(this.turn);
  }

  private readonly turn = (): void => {
    const end = performance.now() + SLICE;
    if (!this.host.isBusy())
      for (const uri of this.unread) {
        this.unread.delete(uri);
        this.readOutline(uri);
        this.read++;
        if (performance.now() >= end) break;
      }
    if (this.read > 0) this.host.progress(this.read, this.read + this.unread.size);
    this.running = this.unread.size > 0;
    if (this.running) {
      setImmediate(this.turn);
      return;
    }
    if (this.listing > 0) return;
    this.read = 0;
    for (const wake of this.waiting.splice(0)) wake();
  };

  private readOutline(uri: string): void {
    this.outlines.delete(uri);
    if (this.outlineOf(uri)) return;
    const text = this.host.read(uri);
    const outline = text !== undefined && this.host.guarded(`outline of ${uri}`, () => outlineOf(uri, text));
    if (outline) this.outlines.set(uri, outline);
  }

  private outlineOf(open: string): Outline | undefined {
    return this.host.guarded(`outline of ${open}`, () => this.host.outline(open));
  }

  /** True for a model in one of the folders. */
  private covers(uri: string): boolean {
    return isModel(uri) && this.isInside(uri);
  }

  /** True for what lies in one of the folders, and not in a folder below it that is not looked into. */
  private isInside(uri: string): boolean {
    return this.folders.some((folder) => {
      const base = folder.endsWith('/') ? folder : `${folder}/`;
      return uri.startsWith(base) && uri.slice(base.length).split('/').every(isLookedInto);
    });
  }
}

const isModel = (uri: string): boolean => uri.endsWith('.upsell');

/** The longest time in milliseconds that a keystroke is to wait. */
const SLICE = 10;

declare const setImmediate: (callback: () => void) => void;
declare const performance: { now(): number };
