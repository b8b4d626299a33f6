import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadWithCodeCache } from '@upsell/language-server/code-cache';

/** The bundle of all verbs. */
export const loadVerbs = (): typeof import('./verbs.ts') =>
  loadWithCodeCache(path.join(path.dirname(fileURLToPath(import.meta.url)), 'verbs.cjs'));
