import { remembered, work } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { countsIn, type Group } from './group.ts';
import type { ExprContext } from './lower-expression.ts';
import { originOf } from './parser/moving-leaf.ts';
import type { Declared, Scope } from './program.ts';
import type { SourceFile } from './source-file.ts';
import { walk } from './tree.ts';

/** What lowering needs to know besides the declaration. */
export interface Within extends Pick<ExprContext, 'program' | 'fiscalYearStart' | 'hasPeriod'> {
  readonly breaks: Breaks;
}

/** What was lowered, and what it was lowered for. */
interface Lowered<R> extends Pick<ExprContext, 'file' | 'fiscalYearStart' | 'hasPeriod'> {
  readonly scope: Scope;
  readonly lowered: R;
}

/** Lowers declarations of one type, each once for as long as its text stands, no error lies in it, and its drivers are known. */
export class Once<N extends AstNode, R> {
  private readonly type: string;
  private readonly make: (node: N, context: ExprContext, breaks: Breaks) => R;
  private readonly nodes = new WeakMap<AstNode, Lowered<R>>();
  private readonly groups = new WeakMap<Group, Lowered<readonly R[]>>();

  constructor(type: N['$type'], make: (node: N, context: ExprContext, breaks: Breaks) => R) {
    this.type = type;
    this.make = make;
  }

  /** All declarations of the program, in their order. */
  all(within: Within): readonly R[] {
    const { program, breaks } = within;
    const all: (readonly R[])[] = [];
    for (const file of program.order) {
      const isClean = !breaks.isIn(file);
      for (const group of (program.files[file] as SourceFile).groups)
        if (countsIn(group).has(this.type))
          all.push(isClean ? this.ofGroup(group, file, within) : this.eachOf(group, file, within));
    }
    return all.flat() as R[];
  }

  one({ file, node }: Declared<N>, within: Within): R {
    const { program, fiscalYearStart, hasPeriod, breaks } = within;
    const { scope } = program;
    const canKeep = !breaks.whole(file, node) && knowsDrivers(node, scope, file);
    const known = canKeep ? this.nodes.get(node) : undefined;
    if (known && isFor(known, file, within)) return known.lowered;
    const lowered = this.make(node, { program, file, origin: originOf(node), fiscalYearStart, hasPeriod }, breaks);
    if (canKeep) this.nodes.set(node, { file, scope, fiscalYearStart, hasPeriod, lowered });
    return lowered;
  }

  /** Of a file without an error: what all of a group's declarations come to, where that can be kept. */
  private ofGroup(group: Group, file: number, within: Within): readonly R[] {
    const { fiscalYearStart, hasPeriod, program } = within;
    const { scope } = program;
    const known = this.groups.get(group);
    if (known?.scope === scope && isFor(known, file, within)) return known.lowered;
    const lowered = this.eachOf(group, file, within);
    const canKeep = this.nodesIn(group).every((node) => knowsDrivers(node, scope, file));
    if (canKeep) this.groups.set(group, { file, scope, fiscalYearStart, hasPeriod, lowered });
    return lowered;
  }

  private eachOf(group: Group, file: number, within: Within): readonly R[] {
    return this.nodesIn(group).map((node) => this.one({ file, node }, within));
  }

  private nodesIn(group: Group): readonly N[] {
    const nodes: N[] = [];
    for (const { elements } of group)
      for (const node of elements) if (node.$type === this.type) nodes.push(node as AstNode as N);
    return nodes;
  }
}

const isFor = (known: Lowered<unknown>, file: number, { fiscalYearStart, hasPeriod }: Within): boolean =>
  known.file === file && known.fiscalYearStart === fiscalYearStart && known.hasPeriod === hasPeriod;

const knowsDrivers = remembered((node: AstNode, scope: Scope, file: number): boolean => {
  let known = true;
  walk(node, (one) => {
    if (one.$type !== 'NameRef') return;
    const name = (one as ast.NameRef).driver?.$refText;
    work.names++;
    known &&= name !== undefined && scope.sees(file, 'driver', name);
  });
  return known;
});
