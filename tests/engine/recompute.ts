import { betaMean, gammaMean, lognormalMean } from '../oracle/fit.ts';

/** A number of `upsell explain --json`, or the mention of one. */
export interface ExplainedNode {
  readonly ref?: number;
  readonly id?: number;
  readonly op?: string;
  readonly label?: string;
  readonly value?: number | null;
  readonly month?: string;
  readonly at?: { readonly file: string; readonly line: number; readonly character: number };
  readonly children?: readonly ExplainedNode[];
}

/** What is read of the object. */
export interface ExplainedFigure {
  readonly value: number | null;
  readonly deeper?: readonly ExplainedNode[];
  readonly root: ExplainedNode;
}

/** A figure out of the leaves alone, and every number on the way whose own value says something else. */
export interface Recomputed {
  readonly value: number;
  readonly wrong: readonly string[];
  /** How many levels of numbers stand in each other. */
  readonly depth: number;
  readonly leaves: readonly ExplainedNode[];
  /** How many numbers stand in the document; mentions are none. */
  readonly numbers: number;
}

/**
 * Recomputes a figure as a third party would who knows docs/explanation.md and nothing else: from front to back, the value of
 * a leaf is read, every other one is made of its children.
 */
export function recompute({ deeper = [], root, value }: ExplainedFigure): Recomputed {
  const known = new Map<number, number>();
  const wrong: string[] = [];
  const leaves: ExplainedNode[] = [];
  let deepest = 0;
  let numbers = 0;

  const numberOf = (node: ExplainedNode, depth: number): number => {
    deepest = Math.max(deepest, depth);
    if (node.ref !== undefined) {
      const found = known.get(node.ref);
      if (found === undefined) throw new Error(`${node.ref} is mentioned before it stands there`);
      return found;
    }
    numbers++;
    const children = (node.children ?? []).map((child) => numberOf(child, depth + 1));
    if (LEAVES.has(node.op ?? '')) leaves.push(node);
    const made = LEAVES.has(node.op ?? '') ? (node.value ?? Number.NaN) : operation(node.op ?? '', children);
    if (node.id !== undefined) known.set(node.id, made);
    if (!isNear(made, node.value ?? Number.NaN, Math.max(0, ...children.map(Math.abs))))
      wrong.push(`${node.label} ${node.month ?? ''}: ${node.op} of ${children} is ${made}, not ${node.value}`);
    return made;
  };

  for (const node of deeper) numberOf(node, 1);
  const made = numberOf(root, 1);
  if (!Object.is(value, root.value)) wrong.push(`the figure is ${value}, its root ${root.value}`);
  return { value: made, wrong, depth: deepest, leaves, numbers };
}

const LEAVES = new Set(['literal', 'constant', 'actual']);

/** A difference of larger numbers has lost their last digits. */
const isNear = (a: number, b: number, size: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), size);

function operation(op: string, values: readonly number[]): number {
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = values;
  switch (op) {
    case 'sum':
      return values.reduce((sum, value) => sum + value, 0);
    case 'product':
      return values.reduce((product, value) => product * value, 1);
    case 'difference':
      return a - b;
    case 'quotient':
      return b === 0 ? Number.NaN : a / b;
    case 'negate':
      return -a;
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'sum of products':
      return values.reduce((sum, value, i) => (i % 2 === 0 ? sum + value * (values[i + 1] ?? Number.NaN) : sum), 0);
    case 'share':
      return b === 0 ? 1 : Math.min(1, a / b);
    case 'growth':
      return (1 + a) ** b;
    case 'rise':
      return a + ((b - a) * c) / d;
    case 'beta mean':
      return betaMean(a, b);
    case 'gamma mean':
      return gammaMean(a, b);
    case 'lognormal mean':
      return lognormalMean(a, b);
    default:
      throw new Error(`nobody knows how to ${op}`);
  }
}
