import { type Derivation, type Metric, monthText, type Span } from '@upsell/engine';
import { labelText } from './explanation-label.ts';
import { kindOfMetric, type ValueKind } from './value-text.ts';

/** A figure with its derivation. */
export interface Explanation {
  /** The figure as the language writes it: `revenue of tickets in 2026-Q3`. */
  readonly figure: string;
  readonly metric: Metric;
  /** The model's file as it was given. */
  readonly file: string;
  readonly scenario?: string;
  readonly currency?: string;
  readonly root: Derivation;
}

/** A place in a text, counted from 1; characters in UTF-16 units. */
export interface ShownPlace {
  readonly file: string;
  readonly line: number;
  readonly character: number;
}

/** A number of the derivation, or the mention of one that stands before it in the document. */
export type ExplanationNode =
  | { readonly ref: number }
  | {
      /** Only where it is mentioned again. */
      readonly id?: number;
      readonly op: string;
      readonly label: string;
      readonly value: number | null;
      readonly month?: string;
      readonly from?: string;
      readonly owner?: string;
      readonly provenance?: { readonly kind: string; readonly from?: string; readonly to?: string };
      readonly at?: ShownPlace;
      readonly children?: readonly ExplanationNode[];
    };

/** The object of `upsell explain --json`. */
export interface ExplanationJson {
  readonly schema: 'upsell/explanation@1';
  readonly figure: string;
  readonly file: string;
  readonly scenario: string | null;
  readonly value: number | null;
  readonly unit: ValueKind;
  readonly currency: string | null;
  readonly deeper?: readonly ExplanationNode[];
  readonly root: ExplanationNode;
}

/**
 * The object of `upsell explain --json`, schema upsell/explanation@1: a tree from whose leaves the figure can be recomputed by
 * the operations of docs/explanation.md. What is used twice stands once: its first mention in the document has an `id`, later
 * ones are `{ "ref": id }`. What would nest deeper than `DEEPEST` levels stands in `deeper`, before the root, in an order in
 * which each mentions only what stands before it. So whoever reads from front to back knows every number that is mentioned.
 */
export function explanationJson(explained: Explanation, place: (span: Span) => ShownPlace): ExplanationJson {
  const { figure, file, scenario, metric, currency, root } = explained;
  const { order, mentions } = walk(root);
  const cut = cutsOf(order, root);
  const ids = new Map<Derivation, number>();

  const mention = (of: Derivation): ExplanationNode => {
    const id = ids.get(of);
    return id === undefined ? define(of) : { ref: id };
  };
  const define = (of: Derivation): ExplanationNode => {
    const isShared = cut.has(of) || (mentions.get(of) ?? 0) > 1;
    // A number comes before its parts in the document, but none of them mentions it.
    if (isShared) ids.set(of, ids.size + 1);
    return {
      id: ids.get(of),
      op: of.op,
      label: labelText(of),
      value: numberJson(of.value),
      month: of.month === undefined ? undefined : monthText(of.month),
      from: of.from === undefined ? undefined : monthText(of.from),
      owner: of.owner,
      provenance: provenanceJson(of),
      at: of.at && place(of.at),
      children: of.children.length > 0 ? of.children.map(mention) : undefined,
    };
  };

  const deeper = [...cut].map(define);
  return {
    schema: 'upsell/explanation@1',
    figure,
    file,
    scenario: scenario ?? null,
    value: numberJson(root.value),
    unit: kindOfMetric(metric),
    currency: currency ?? null,
    ...(deeper.length > 0 && { deeper }),
    root: define(root),
  };
}

/** The object as text, a line a number: a tree of thousands of them can be read and compared. */
export function explanationJsonText({ deeper, root, ...head }: ExplanationJson): string {
  const out = [JSON.stringify(head, null, 2).slice(0, -2)];
  if (deeper) out.push(',\n  "deeper": [');
  for (const [i, of] of (deeper ?? []).entries()) {
    out.push(i > 0 ? ',\n' : '\n');
    write(of, '    ', out);
  }
  out.push(deeper ? '\n  ],\n' : ',\n', '  "root":\n');
  write(root, '    ', out);
  out.push('\n}\n');
  return out.join('');
}

/** Adds the text of a number and of what it is made of. */
function write(of: ExplanationNode, indent: string, out: string[]): void {
  if ('ref' in of || !of.children) {
    out.push(indent, JSON.stringify(of));
    return;
  }
  const { children, ...own } = of;
  out.push(indent, JSON.stringify(own).slice(0, -1), ',"children":[');
  for (const [i, child] of children.entries()) {
    if (i > 0) out.push(',');
    // Mentions are short and many: they share a line.
    if ('ref' in child) out.push(JSON.stringify(child));
    else {
      out.push('\n');
      write(child, `${indent} `, out);
    }
  }
  out.push(']}');
}

/** Every number once, each behind those that it is made of, without recursion; and how often each is mentioned. */
function walk(root: Derivation): { order: readonly Derivation[]; mentions: ReadonlyMap<Derivation, number> } {
  const order: Derivation[] = [];
  const mentions = new Map<Derivation, number>([[root, 1]]);
  const path = [{ of: root, next: 0 }];
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const child = at.of.children[at.next++];
    if (!child) {
      order.push(at.of);
      path.pop();
      continue;
    }
    const count = mentions.get(child) ?? 0;
    mentions.set(child, count + 1);
    if (count === 0) path.push({ of: child, next: 0 });
  }
  return { order, mentions };
}

/** Readers of JSON refuse what nests too deep, some from 128 levels on; a number here takes two. */
const DEEPEST = 48;

/** What is taken out of the tree so that nothing nests too deep, each behind those that it is made of. */
function cutsOf(order: readonly Derivation[], root: Derivation): ReadonlySet<Derivation> {
  const heights = new Map<Derivation, number>();
  const cut = new Set<Derivation>();
  for (const of of order) {
    const height = 1 + of.children.reduce((most, child) => Math.max(most, heights.get(child) ?? 0), 0);
    if (height >= DEEPEST && of !== root) cut.add(of);
    heights.set(of, cut.has(of) ? 0 : height);
  }
  return cut;
}

const numberJson = (value: number): number | null => (Number.isFinite(value) ? value + 0 : null);

function provenanceJson({ provenance }: Derivation): { kind: string; from?: string; to?: string } | undefined {
  if (!provenance) return undefined;
  const { kind, from, to } = provenance;
  return { kind, ...(from !== undefined && to !== undefined && { from: monthText(from), to: monthText(to) }) };
}
