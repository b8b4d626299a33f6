/** The verbs that know the language, bundled into one file of their own: see load-verbs.ts. */
export { check } from './commands/check.ts';
export { evaluate } from './commands/eval.ts';
export { lsp } from './commands/lsp.ts';
