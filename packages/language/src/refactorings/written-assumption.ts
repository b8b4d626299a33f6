import type { AstNode } from 'langium';
import { eolOf } from '../edits.ts';
import type { Assumption, Clause, Expr, OwnerField, Step } from '../generated/ast.ts';
import { isTimeUnit } from '../generated/ast.ts';
import { beginsLine } from '../parser/words.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { rangeOf } from '../tree.ts';

/** The text of a number that moves to another place: its lines under each other there, without the columns that it stood in. */
export function movedText(file: SourceFile, to: SourceFile, node: AstNode, column: number): string {
  const { start, end } = rangeOf(node);
  const eol = `${eolOf(to)}${' '.repeat(column)}`;
  return sliceOf(file, start, end).replaceAll(TEXT_OR_SPACE, (found, text?: string) =>
    text !== undefined ? found : /[\r\n]/.test(found) ? eol : ' ',
  );
}

/** A text or a comment, which stay as they are, or white space. */
const TEXT_OR_SPACE = /("(?:\\.|[^"\\\r\n])*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)|\s+/g;

/** The text of a node in one line; undefined where a comment stands in it, which would be lost or would hide what follows. */
export function lineText(file: SourceFile, node: AstNode): string | undefined {
  const { start, end } = rangeOf(node);
  const text = sliceOf(file, start, end);
  return /\/\/|\/\*/.test(text) && !node.$type.endsWith('Clause') ? undefined : text.replaceAll(/\s+/g, ' ');
}

/** Where a number is from, as its step says it, without comments; undefined where it says nothing. */
export function evidenceText(file: SourceFile, { provenance }: Step): string | undefined {
  if (!provenance?.$cstNode) return undefined;
  const { start, end } = rangeOf(provenance);
  const text = sliceOf(file, start, end).replaceAll(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g, ' ');
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** Who answers for a number: whom it names, else the owner of its block. */
export const ownerOf = (assumption: Assumption): string | undefined => namedOwner(assumption) ?? blockOwner(assumption);

/** Whom a number names behind itself. */
export const namedOwner = ({ clauses }: Assumption): string | undefined =>
  clauses.find((clause) => clause.owner)?.owner?.$refText;

/** The owner of the block that a number stands in. */
export function blockOwner({ $container: { $container: block } }: Assumption): string | undefined {
  const fields = (block as { readonly fields?: readonly AstNode[] }).fields ?? [];
  return (fields.find(({ $type }) => $type === 'OwnerField') as OwnerField | undefined)?.owner?.$refText;
}

/** The step of a number that has one which never changes and is no range; undefined for any other. */
export function plainStep({ steps }: Assumption): Step | undefined {
  const [step] = steps;
  const isPlain = steps.length === 1 && step && !step.high?.$cstNode && !step.growth?.$cstNode;
  return isPlain && step.start === undefined ? step : undefined;
}

/** The text of an expression that takes the place of a name in another one: in parentheses where it would be read in another way. */
export function operandText(expr: Expr, text: string): string {
  if (expr.$type === 'NameRef') {
    const isWord = beginsLine(text) || isTimeUnit(text) || text === 'decided';
    return isWord ? `(${text})` : text;
  }
  const binds = expr.$type === 'PerUnit' ? !['Binary', 'Minus'].includes(expr.value.$type) : BINDING.has(expr.$type);
  return binds ? text : `(${text})`;
}

const BINDING: ReadonlySet<string> = new Set(['NumberLiteral', 'PercentLiteral', 'MoneyLiteral', 'Group', 'Call']);

/** A text as the language quotes it. */
export const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** Notes and evidence of a number. */
export const remarksOf = ({ clauses }: Assumption): readonly Clause[] =>
  clauses.filter((clause) => clause.note !== undefined || clause.evidence !== undefined);
