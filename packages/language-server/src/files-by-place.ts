import type { ArrivingFiles } from './arriving-files.ts';
import type { DiskHost } from './disk.ts';

/** Where the server looks files up, by normal URIs. */
export interface Files extends DiskHost {
  /**
   * The URIs of the `.upsell` files in a folder and below, as far as `isLookedInto` goes, on a disk also those of files of actuals and of
   * plans; none where it cannot be listed.
   */
  list(folder: string): Promise<readonly string[]>;
  /** True for a URI at which files can be looked up. */
  reaches(uri: string): boolean;
}

/** The files that `arriving` brings, and for all others `disk`. */
export function filesByPlace(disk: Files, arriving: Files & ArrivingFiles): Files {
  const at = (uri: string): Files => (arriving.brings(uri) ? arriving : disk);
  return {
    read: (uri) => at(uri).read(uri),
    readBeside: (uri) => at(uri).readBeside(uri),
    real: (uri) => at(uri).real(uri),
    reaches: (uri) => at(uri).reaches(uri),
    list: (folder) => at(folder).list(folder),
  };
}
