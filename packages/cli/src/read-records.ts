import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { RecordReader } from '@upsell/actuals';
import type { RecordsHost } from '@upsell/language';
import { readTextBeside } from '@upsell/language-server/read-text';

/** What stands beside models, read from the disk: each file once, whoever names it. */
export function readRecords(): RecordsHost {
  const texts = new Map<string, ReturnType<typeof readTextBeside>>();
  const reader = new RecordReader({
    read(uri) {
      if (!texts.has(uri)) texts.set(uri, readTextBeside(fileURLToPath(uri)));
      return texts.get(uri);
    },
    sha256,
  });
  return {
    actuals: (folder, names, fiscalYearStart) => reader.actuals(folder, names, fiscalYearStart),
    plan: (uri) => reader.plan(uri),
  };
}

/** The SHA-256 of a text in UTF-8, as hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
