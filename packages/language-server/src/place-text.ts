import type { Broken } from '@upsell/engine';
import { type Analysis, fileName } from '@upsell/language';

/** Where the cause of what is withheld stands: `line 12`, or `sources.upsell:3`. */
export function placeText({ files }: Analysis, { broken }: Broken): string {
  const file = files[broken.file] as Analysis['files'][number];
  const line = file.lines.at(broken.start).line + 1;
  return broken.file === 0 ? `line ${line}` : `${fileName(file.uri)}:${line}`;
}
