/** Files that are taken for absent until they have arrived. */
export interface ArrivingFiles {
  /** True for a file that is one of these: others may stand on a disk. */
  brings(uri: string): boolean;
  /** Tells from now on of files that are others than they were taken for, and of those that are absent indeed, as is known only now. */
  follow(arrived: (changed: ReadonlySet<string>, absent: ReadonlySet<string>) => void): void;
  /** True while somebody has looked at a file that has not arrived yet. */
  isReading(): boolean;
  /** Resolves when nobody has. */
  ready(): Promise<void>;
  /** Reads anew what is known of some files and folders, and then tells of those that have changed, and of those that it did not know. */
  lookAgain(changed: ReadonlySet<string>): void;
  /** Forgets what is known of some files: whoever looks at them next has them read anew. */
  forget(files: readonly string[]): void;
}
