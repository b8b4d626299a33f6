import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const model = readFileSync(join(import.meta.dirname, '../minimal.upsell'), 'utf8');
const crlf = model.replaceAll('\n', '\r\n');

/** Texts whose bytes an editor or git would change. */
export const fixtures: Readonly<Record<string, string>> = {
  'crlf-open-string': crlf.replace('"Support lead"\r\n', '"Support lead\r\n//            ^^^^^^^^^^^^^ syntax-error\n'),
  'crlf-half-typed': crlf.replace(/volume .*\r\n/, 'volume\r\n//^^^^^^ syntax-error\n'),
  'zero-width-space': model
    .replace('800/month', '800\u200b/month')
    .replace('counted 2025', 'counted 2025\n//          ^ syntax-error'),
  'near-crlf': crlf,
  'near-bom': `\ufeff${model}`,
  'near-bom-crlf': `\ufeff${crlf}`,
  'near-no-final-newline': model.trimEnd(),
  'near-tabs': model.replaceAll('  ', '\t'),
};
