import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A folder on the disk for the time of one test. */
export class TemporaryFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'upsell-test-'));

  /** Writes files, by their names in the folder. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(this.at(name)), { recursive: true });
      writeFileSync(this.at(name), text);
    }
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  uri(name: string): string {
    return pathToFileURL(this.at(name)).href;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
