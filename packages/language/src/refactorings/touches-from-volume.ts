import type { AstNode } from 'langium';
import { eolOf, replace } from '../edits.ts';
import type { Assumption, Binary, Channel, ChannelNumber, Driver, Expr, NameRef, Path } from '../generated/ast.ts';
import { nodesOf, type Program } from '../program.ts';
import type { FileEdit } from '../rules/rule.ts';
import { propertyRange, rangeOf, walk } from '../tree.ts';
import { type Asked, offer, type Refactoring } from './refactoring.ts';
import { documentIn, isSound, nodeIn, textAt } from './under-cursor.ts';
import { plainStep, quoted } from './written-assumption.ts';

/**
 * Writes a channel's volume as touches. A sum has a touch for each of its summands. Any other volume becomes one touch, to put others
 * beside: two halves of what was counted as a whole are numbers that nobody has counted.
 */
export const touchesFromVolume: Refactoring = (asked) => {
  const { analysis } = asked;
  const field = nodeIn<ChannelNumber>(asked, 'ChannelNumber');
  if (field?.field !== 'volume' || !field.value?.$cstNode || !isSound(analysis, 0, field)) return [];
  const channel = field.$container as Channel;
  // A scenario of another file may name the volume of a library's channel.
  if (!analysis.isModel || isSetFromElsewhere(analysis.program, channel)) return [];
  const parts = summandsOf(analysis.program, field.value);
  if (parts.length < 2)
    return [offer('refactor.rewrite', 'Write the volume as a touch', () => oneTouch(asked, channel, field))];
  if (pathsTo(analysis.program, channel).length > 0) return [];
  const title = `Split the volume into ${parts.length} touches`;
  return [offer('refactor.rewrite', title, () => touches(asked, channel, field, parts))];
};

/** The volume of a channel in the scenarios of the program. */
const pathsTo = (program: Program, { name }: Channel) =>
  nodesOf<Path>(program, 'Path').filter(
    ({ node: { root, members } }) => root === name && members.length === 1 && members[0] === 'volume',
  );

const isSetFromElsewhere = (program: Program, channel: Channel): boolean =>
  pathsTo(program, channel).some(({ file }) => file !== 0);

function oneTouch({ analysis }: Asked, channel: Channel, field: ChannelNumber): readonly FileEdit[] {
  const { name, title } = channel;
  // In a scenario's path a field's name goes before a touch's.
  const touch = FIELDS.has(name) ? `${name}_touches` : name;
  const head = title === undefined ? `touch ${touch}` : `touch ${touch} ${quoted(title)}`;
  const start = rangeOf(field).start;
  return [
    replace(0, { start, end: rangeOf(field.value).start }, `${head} `),
    ...pathsTo(analysis.program, channel).map(({ node }) => replace(0, propertyRange(node, 'members', 0), touch)),
  ];
}

const FIELDS: ReadonlySet<string> = new Set(['volume', 'conversion', 'win_rate', 'deal_size']);

function touches(asked: Asked, channel: Channel, field: ChannelNumber, parts: readonly Expr[]): readonly FileEdit[] {
  const source = documentIn(asked);
  const first = rangeOf(parts.at(-1) as Expr).end;
  // Growth, evidence and owner of the sum are those of each summand.
  const rest = textAt(asked, { start: first, end: rangeOf(field.value).end });
  const taken = new Set<string>(FIELDS);
  const indent = /[^\S\r\n]*$/.exec(source.text.slice(0, rangeOf(field).start))?.[0] ?? '';
  const lines = parts.map((part, i) => {
    const name = free(nameIn(part) ?? `${channel.name}_${i + 1}`, taken);
    return `touch ${name} ${textAt(asked, rangeOf(part))}${rest}`;
  });
  return [replace(0, rangeOf(field), lines.join(`${eolOf(source)}${indent}`))];
}

/** The one driver that a summand is made of. */
function nameIn(part: Expr): string | undefined {
  const names: string[] = [];
  walk(part, (node) => {
    if (node.$type === 'NameRef') names.push((node as NameRef).driver.$refText);
  });
  return names.length === 1 ? names[0] : undefined;
}

function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
  taken.add(name);
  return name;
}

/** The summands of a volume that is a sum of what cannot be negative, in its order: each is a touch by itself. */
function summandsOf(program: Program, volume: Assumption): readonly Expr[] {
  const [step] = volume.steps;
  if (!step || volume.steps.length > 1 || step.growth?.$type === 'Rising' || step.high?.$cstNode) return [];
  if (!plainStep(volume) && step.growth === undefined) return [];
  const parts: Expr[] = [];
  for (let expr: Expr = step.value; ; expr = (expr as Binary).left) {
    const isSum = expr.$type === 'Binary' && expr.operator === '+';
    parts.unshift(isSum ? (expr as Binary).right : expr);
    if (!isSum) break;
  }
  return parts.every((part) => isNeverNegative(program, part)) ? parts : [];
}

/** True where no minus stands in an expression, nor in the drivers that it is made of. */
function isNeverNegative(program: Program, expr: Expr): boolean {
  let isPositive = true;
  const seen = new Set<string>();
  const pending: AstNode[] = [expr];
  for (let node = pending.pop(); node; node = pending.pop())
    walk(node, (one) => {
      isPositive &&= one.$type !== 'Minus' && !(one.$type === 'Binary' && (one as Binary).operator === '-');
      const name = one.$type === 'NameRef' ? (one as NameRef).driver?.$refText : undefined;
      if (name === undefined || seen.has(name)) return;
      seen.add(name);
      for (const declared of program.names.driver.get(name) ?? []) pending.push((declared.node as Driver).value);
    });
  // A scenario may set a driver to anything.
  return isPositive && !nodesOf<Path>(program, 'Path').some(({ node }) => seen.has(node.root));
}
