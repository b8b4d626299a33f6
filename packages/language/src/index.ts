export { type Analysis, analyse, type Diagnostic } from './analyse.ts';
export { type Anchor, findAnchors } from './anchors.ts';
export { Lines, type Position } from './lines.ts';
export type { ImportHost } from './program.ts';
export { RULES } from './rules/index.ts';
export type { Severity } from './rules/rule.ts';
export { parseFile, type SourceFile } from './source-file.ts';
