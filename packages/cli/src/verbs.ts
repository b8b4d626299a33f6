/** The verbs that know the language, bundled into one file of their own: see load-verbs.ts. */
export { check } from './commands/check.ts';
export { evaluate } from './commands/eval.ts';
export { explain } from './commands/explain.ts';
export { fmt } from './commands/fmt.ts';
export { init } from './commands/init.ts';
export { lock } from './commands/lock.ts';
export { lsp } from './commands/lsp.ts';
export { playbook } from './commands/playbook.ts';
export { reforecast } from './commands/reforecast.ts';
export { report } from './commands/report.ts';
export { test } from './commands/test.ts';
export { trueup } from './commands/trueup.ts';
export { variance } from './commands/variance.ts';
