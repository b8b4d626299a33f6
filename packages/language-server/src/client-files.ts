import type { ArrivingFiles } from './arriving-files.ts';
import { isAtOrBelow, type TextBeside } from './disk.ts';
import type { Files } from './files-by-place.ts';
import type { ReadFileResult } from './requests.ts';

/** How files are asked for, by their URIs. */
export interface FileSource {
  /** True for what is asked for; without it, that is every file. */
  readonly has?: ((uri: string) => boolean) | undefined;
  read(uri: string): Promise<ReadFileResult>;
  /** The URIs of the `.upsell` files in a folder and below. */
  list(folder: string): Promise<readonly string[]>;
}

/**
 * What is known of files that only the client can read. They are looked at at once: what is not known yet is not there, is asked for, and
 * told of when it arrives.
 */
export class ClientFiles implements ArrivingFiles, Files {
  readonly #source: FileSource;
  readonly #files = new Map<string, File>();
  /** What is to be read, in this order: first what somebody has looked at. */
  readonly #urgent = new Set<string>();
  readonly #rest = new Set<string>();
  #underWay = 0;
  /** What somebody has looked at that has never been read, and the timers of their patience. */
  readonly #awaited = new Map<string, unknown>();
  /** Those who wait until nothing is awaited. */
  readonly #waiting: (() => void)[] = [];
  #changed = new Set<string>();
  #absent = new Set<string>();
  #arrived: Parameters<ArrivingFiles['follow']>[0] = () => {};

  constructor(source: FileSource) {
    this.#source = source;
  }

  brings(uri: string): boolean {
    return this.#source.has?.(uri) ?? true;
  }

  follow(arrived: Parameters<ArrivingFiles['follow']>[0]): void {
    this.#arrived = arrived;
  }

  isReading(): boolean {
    return this.#awaited.size > 0;
  }

  ready(): Promise<void> {
    return this.isReading() ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  /** The text of a file; undefined where it is not there or cannot be read. */
  read(uri: string): string | undefined {
    const answer = this.#look(uri);
    return answer && 'text' in answer ? answer.text : undefined;
  }

  /** The same; where it cannot be read, why. */
  readBeside(uri: string): TextBeside {
    const answer = this.#look(uri);
    if (!answer || 'text' in answer) return answer?.text;
    return answer.problem === 'unreadable' ? { reason: answer.reason } : undefined;
  }

  /** The client follows links by itself, and does not say where they lead. */
  real(uri: string): string {
    return uri;
  }

  /** True where something at a URI or below has been looked at, and nothing is unknown. */
  reaches(uri: string): boolean {
    const some = new Set([uri]);
    const answers = [...this.#files].filter(([file]) => isAtOrBelow(file, some)).map(([, { answer }]) => answer);
    return answers.length > 0 && answers.every((answer) => answer !== undefined && !isUnreachable(answer));
  }

  /** The URIs of the `.upsell` files in a folder and below, which are read by then; none where it cannot be listed. */
  async list(folder: string): Promise<readonly string[]> {
    const uris = await this.#source.list(folder).catch(() => []);
    await Promise.all(uris.map((uri) => this.#files.get(uri)?.answer ?? this.#fetch(uri, this.#rest)));
    return uris;
  }

  lookAgain(changed: ReadonlySet<string>): void {
    const known = [...this.#files.keys()].filter((uri) => isAtOrBelow(uri, changed));
    // A model that is new belongs to those of the workspace.
    const models = [...changed].filter((uri) => uri.endsWith('.upsell'));
    const unknown = [...changed].filter((uri) => !this.#files.get(uri)?.answer);
    void Promise.all([...new Set([...known, ...models])].map((uri) => this.#fetchAnew(uri))).then(() => {
      for (const uri of unknown) this.#changed.add(uri);
      if (this.#changed.size > 0) this.#tell();
    });
  }

  forget(files: readonly string[]): void {
    for (const uri of files)
      if (this.#files.get(uri)?.answer && !this.#files.get(uri)?.isUnderWay) this.#files.delete(uri);
  }

  #look(uri: string): ReadFileResult | undefined {
    const answer = this.#files.get(uri)?.answer;
    // What is out of reach may have come within it, by a document that was opened or by a folder.
    if (!answer || isUnreachable(answer)) void this.#fetch(uri, answer ? this.#rest : this.#urgent);
    const file = this.#files.get(uri);
    if (!answer && file && !file.isMissed) {
      file.isMissed = true;
      this.#awaited.set(
        uri,
        setTimeout(() => this.#settle(uri), PATIENCE),
      );
    }
    return answer;
  }

  /** Resolves when a file is read; where it is to be read already, then. */
  #fetch(uri: string, queue: Set<string>): Promise<void> {
    const file = this.#files.get(uri) ?? { isMissed: false, isUnderWay: false, waiting: [], waitingAnew: [] };
    this.#files.set(uri, file);
    if (!file.isUnderWay && !this.#urgent.has(uri)) {
      this.#rest.delete(uri);
      queue.add(uri);
    }
    const read = new Promise<void>((resolve) => file.waiting.push(resolve));
    this.#readNext();
    return read;
  }

  /** The same, but for a reading that is under way: it may have seen what was there before. */
  #fetchAnew(uri: string): Promise<void> {
    const file = this.#files.get(uri);
    if (!file?.isUnderWay) return this.#fetch(uri, this.#urgent);
    return new Promise((resolve) => file.waitingAnew.push(resolve));
  }

  #readNext(): void {
    while (this.#underWay < AT_ONCE) {
      const queue = this.#urgent.size > 0 ? this.#urgent : this.#rest;
      const [uri] = queue;
      const file = uri === undefined ? undefined : this.#files.get(uri);
      if (uri === undefined || !file) return;
      queue.delete(uri);
      void this.#readOne(uri, file);
    }
  }

  async #readOne(uri: string, file: File): Promise<void> {
    this.#underWay++;
    file.isUnderWay = true;
    const answer = await this.#source.read(uri).catch(() => UNREACHABLE);
    this.#underWay--;
    file.isUnderWay = false;
    const takenFor = file.answer ?? (file.isMissed ? ABSENT : undefined);
    if (takenFor && !isSame(takenFor, answer)) this.#changed.add(uri);
    else if (!file.answer && file.isMissed) this.#absent.add(uri);
    file.answer = answer;
    for (const wake of file.waiting.splice(0)) wake();
    file.waiting = file.waitingAnew;
    file.waitingAnew = [];
    if (file.waiting.length > 0) this.#urgent.add(uri);
    this.#settle(uri);
    this.#readNext();
  }

  /** A file is there, or is not waited for any longer; what came together is told of together. */
  #settle(uri: string): void {
    clearTimeout(this.#awaited.get(uri));
    const wasAwaited = this.#awaited.delete(uri);
    if (this.isReading() || !(wasAwaited || this.#changed.size + this.#absent.size > 0)) return;
    this.#tell();
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #tell(): void {
    const [changed, absent] = [this.#changed, this.#absent];
    this.#changed = new Set();
    this.#absent = new Set();
    this.#arrived(changed, absent);
  }
}

interface File {
  /** Undefined before the first one. */
  answer?: ReadFileResult;
  /** Somebody has looked before the first answer, and has taken it for absent. */
  isMissed: boolean;
  isUnderWay: boolean;
  waiting: (() => void)[];
  /** Those for whom the reading that is under way came too early. */
  waitingAnew: (() => void)[];
}

const ABSENT: ReadFileResult = { problem: 'absent' };
const UNREACHABLE: ReadFileResult = { problem: 'unreachable' };

const isUnreachable = (answer: ReadFileResult): boolean => 'problem' in answer && answer.problem === 'unreachable';

function isSame(a: ReadFileResult, b: ReadFileResult): boolean {
  if ('text' in a || 'text' in b) return 'text' in a && 'text' in b && a.text === b.text;
  return a.problem === b.problem && (a.problem !== 'unreadable' || b.problem !== 'unreadable' || a.reason === b.reason);
}

/** So many files are asked for at once: a client that reads over a network would be flooded by a large workspace. */
const AT_ONCE = 32;

/** So long, in milliseconds, what is wrong is not shown while a file is read; one that never comes must not hide it for good. */
const PATIENCE = 5_000;

declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;
