// @ts-check
/** @file Where the repository is: the extension's own folder. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute, without a slash at its end. */
export const ROOT = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)));
