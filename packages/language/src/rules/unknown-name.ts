import { remembered, work } from '@upsell/engine';
import { type AstNode, AstUtils } from 'langium';
import { amountIn, currencyOf } from '../amount.ts';
import { type Block, nodesIn } from '../block.ts';
import { replace } from '../edits.ts';
import { expectedDimension, fittingDrivers } from '../expected-dimension.ts';
import { type Driver, isChannel, isDriver, isSetEdit, isTouch, type NameRef, type SetEdit } from '../generated/ast.ts';
import { ofGroup } from '../group.ts';
import { insertInOrder } from '../insert-in-order.ts';
import { meantText, nearest, nearestOrFull } from '../nearest.ts';
import { beginsLine, UNIT_TEXT, UNITS } from '../parser/words.ts';
import { unitMeant } from '../parser/written-elsewhere.ts';
import { type FileProblem, type NameKind, nodeAt, nodesOf, type Program, type Scope } from '../program.ts';
import { labelOf } from '../sample-channel.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { type Link, linkRange } from '../tree.ts';
import { namesIn, ownerNear, visibleNames } from '../visible-names.ts';
import type { Fix, Rule } from './rule.ts';
import { otherField } from './unreachable-scenario-path.ts';

export const unknownName: Rule = {
  code: 'unknown-name',
  severity: 'error',
  summary: 'A name that nothing declares.',
  page: {
    why: 'A name that nothing declares is a typing mistake, or the name of someone or something that has been removed. The number that needs it has no value, or nobody who answers for it.',
    example: `owner success "Customer success lead"

driver accounts 240 counted 2025-12 by sucess`,
    mended: `owner success "Customer success lead"

driver accounts 240 counted 2025-12 by success`,
    fix: 'Correct the name, or declare it. A library sees only what it declares or imports itself, not what the model that imports it declares.',
  },
  breaks: ({ kind }) => kind === 'driver' || kind === 'channel',
  message: ({ kind, name, nearest, divides }) => {
    if (nearest !== undefined) return `There is no ${kind} \`${name}\`.${meantText(String(nearest))}`;
    return divides
      ? `There is no ${kind} and no unit of time \`${name}\`. Write ${UNIT_TEXT}, or declare it.`
      : `There is no ${kind} \`${name}\`. Declare it, or use one that is declared.`;
  },
  check(program, report) {
    // What a failed import would have brought is not known, so no name can be called unknown.
    if (program.doubt) return;
    let hints = MOST_HINTS;
    for (const [file, { groups }] of program.files.entries())
      for (const { kind, link, divides, set } of groups.flatMap((group) =>
        unknownInGroup(group, program.scope, file),
      )) {
        if (set && !isOfNumber(program, set)) continue;
        const name = link.$refText;
        const near = hints-- > 0 ? nearestOf(program.scope)(file, kind, name, divides) : undefined;
        report(file, linkRange(link), { kind, name, nearest: near, ...(divides && { divides: 1 }) });
      }
  },
  fixes(problem, { program }) {
    const { file, start, end, params } = problem;
    const kind = params['kind'] as NameKind;
    const name = String(params['name']);
    const source = program.files[file] as SourceFile;
    const isFirst = sliceOf(source, start - source.lines.at(start).character, start).trim() === '';
    // A word that begins a field or a declaration would begin one there.
    const fits = (one: string) => !isFirst || !beginsLine(one);
    const names = candidates(program, problem, kind).filter(fits);
    const meant = params['divides'] ? nearestDivisor(name, names) : nearest(name, names);
    const corrected = { title: `Write \`${meant}\``, edits: [replace(file, { start, end }, String(meant))] };
    return [...(meant === undefined ? [] : [corrected]), ...declared(program, problem, kind, name)];
  },
};

/** A unit of time by one of its short forms, such as `qtr`; else the nearest name, or the one that begins so: `mo` is a month. */
function nearestDivisor(name: string, names: readonly string[]): string | undefined {
  const unit = unitMeant(name);
  return unit !== undefined && names.includes(unit) ? unit : nearestOrFull(name, names, SHORTEST_UNIT);
}

const SHORTEST_UNIT = 2;

/** Each takes a look at every name; nobody reads as many. */
const MOST_HINTS = 200;

/** A name that nothing declares where it is used. */
interface Unknown {
  readonly kind: NameKind;
  readonly link: Link;
  /** True of a driver that something is divided by: a unit of time may be meant. */
  readonly divides: boolean;
  /** Of a driver: the scenario's edit that it stands in. */
  readonly set?: SetEdit;
}

/** Looked up once for as long as the block and all names that there are stay. */
const unknownIn = remembered((block: Block, scope: Scope, file: number): readonly Unknown[] =>
  PLACES.flatMap(([type, property, kind]) =>
    nodesIn(block, type).flatMap((node) => {
      const link = (node as unknown as Record<string, Link | undefined>)[property];
      if (!link?.$refNode) return [];
      work.names++;
      return scope.sees(file, kind, link.$refText) ? [] : [unknownFrom(kind, link, node)];
    }),
  ),
);

function unknownFrom(kind: NameKind, link: Link, node: AstNode): Unknown {
  if (kind !== 'driver') return { kind, link, divides: false };
  const set = AstUtils.getContainerOfType(node, isSetEdit);
  return { kind, link, divides: isDivisor(node as NameRef), ...(set && { set }) };
}

/** False where a scenario sets what holds no number, as in `set tickets.source = email`: that is what is wrong, and not the name. */
function isOfNumber(program: Program, { path }: SetEdit): boolean {
  if (!path || !otherField([path.root, ...path.members].join('.'))) return true;
  const channels = program.names.channel.get(path.root) ?? [];
  return channels.some(
    ({ node }) => isChannel(node) && node.fields.some((one) => isTouch(one) && one.name === path.members[0]),
  );
}

function isDivisor(node: NameRef): boolean {
  const { $container: parent } = node;
  return parent?.$type === 'Binary' && parent.operator === '/' && parent.right === node;
}

const unknownInGroup = ofGroup(unknownIn);

const nearestOf = remembered((scope: Scope) => {
  const known = new Map<string, string | undefined>();
  return (file: number, kind: NameKind, name: string, divides: boolean): string | undefined => {
    const key = `${file} ${kind} ${divides} ${name}`;
    if (!known.has(key)) {
      const names = namesIn(scope, file, kind);
      known.set(key, divides ? nearestDivisor(name, [...UNITS, ...names]) : nearest(name, names));
    }
    return known.get(key);
  };
});

/** Where names are used: type of node, its property, kind of name. Sources have a rule of their own, `unknown-source`. */
const PLACES: readonly (readonly [type: string, property: string, kind: NameKind])[] = [
  ['OwnerField', 'owner', 'owner'],
  ['Clause', 'owner', 'owner'],
  ['Target', 'owner', 'owner'],
  ['NameRef', 'driver', 'driver'],
  ['Target', 'of', 'channel'],
  ['MetricRef', 'of', 'channel'],
];

/** The names that could be meant: of drivers and units those that fit there, and no driver that needs the one that is being written. */
function candidates(program: Program, { file, start }: FileProblem, kind: NameKind): readonly string[] {
  const names = visibleNames(program, file, kind);
  const ref = kind === 'driver' ? nodeAt<NameRef>(program, file, 'NameRef', start) : undefined;
  if (!ref) return names;
  const fitting = fittingDrivers(program, ref);
  const own = nodeAt<Driver>(program, file, 'Driver', start)?.name;
  const needing = own === undefined ? new Set() : driversThatNeed(program, own);
  const fit = names.filter((name) => fitting.has(name) && !needing.has(name));
  if (!isDivisor(ref)) return fit;
  const time = expectedDimension(program, ref);
  return time === undefined || (time.money === 0 && time.perMonth === -1) ? [...UNITS, ...fit] : fit;
}

/** A driver and all that are computed from it, directly or through others. */
function driversThatNeed(program: Program, driver: string): ReadonlySet<string> {
  const usedBy = new Map<string, string[]>();
  for (const { node } of nodesOf<NameRef>(program, 'NameRef')) {
    const user = AstUtils.getContainerOfType(node, isDriver);
    const used = node.driver?.$refText;
    if (user?.name === undefined || used === undefined) continue;
    const users = usedBy.get(used);
    if (users) users.push(user.name);
    else usedBy.set(used, [user.name]);
  }
  const found = new Set([driver]);
  for (const one of found) for (const user of usedBy.get(one) ?? []) found.add(user);
  return found;
}

/** The declaration of an owner, or of a driver with a sample value that fits where it is used. */
function declared(program: Program, problem: FileProblem, kind: NameKind, name: string): readonly Fix[] {
  const { file, start } = problem;
  // What another file declares would be declared twice, and in what is not understood nothing is declared.
  if (program.names[kind].has(name) || program.files[file]?.lostDeclaration) return [];
  const lines = kind === 'owner' ? [`owner ${name} "${labelOf(name)}"`] : driverLines(program, file, start, kind, name);
  if (lines.length === 0) return [];
  const type = kind === 'owner' ? 'Owner' : 'Driver';
  const title =
    kind === 'owner' ? `Declare the owner \`${name}\`` : `Declare the driver \`${name}\` with a sample value`;
  return [{ title, edits: [insertInOrder(program, file, type, lines)] }];
}

function driverLines(program: Program, file: number, offset: number, kind: NameKind, name: string): readonly string[] {
  const ref = kind === 'driver' ? nodeAt<NameRef>(program, file, 'NameRef', offset) : undefined;
  const dimension = ref && expectedDimension(program, ref);
  const owner = ref && ownerNear(program, file, ref);
  if (!dimension || owner === undefined) return [];
  const { money, perMonth } = dimension;
  if (![0, 1].includes(money) || ![0, 1].includes(perMonth)) return [];
  const amount = money === 1 ? amountIn(currencyOf(program), '1') : '1';
  return [`driver ${name} ${amount}${perMonth === 1 ? '/month' : ''} sample by ${owner}`];
}
