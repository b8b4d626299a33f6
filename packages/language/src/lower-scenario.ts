import type { Broken, Edit, Path, Scenario } from '@upsell/engine';
import { type Breaks, fieldsOf } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { readMonth } from './literals.ts';
import { lowerClosing } from './lower-closing.ts';
import { type ExprContext, lowerAssumption, lowerExpr, type Missing, spanOf } from './lower-expression.ts';
import { lowerExpectation } from './lower-goals.ts';
import { headerRange, linkRange, rangeOf } from './tree.ts';

/** A scenario. What of it is not the language may be an edit, so it withholds all of the scenario. */
export function lowerScenario(node: ast.Scenario, context: ExprContext, breaks: Breaks): Scenario {
  const missing: Missing = {};
  const parts = fieldsOf(node) as readonly ast.Edit[];
  const brokenIn = (edit: ast.Edit): Broken | undefined => {
    const broken = breaks.field(context.file, edit);
    // A wrong channel or period in an expectation breaks that expectation alone; a line that is not understood may be an edit.
    return edit.$type === 'Expect' && broken?.code !== 'syntax-error' ? undefined : broken;
  };
  const edits = parts.flatMap((edit): Edit[] => {
    if (edit.$type === 'Expect' || brokenIn(edit)) return [];
    return [lowerEdit(edit, context, breaks, missing)];
  });
  const expectations = parts.flatMap((edit) =>
    edit.$type === 'Expect' ? [lowerExpectation(edit, context, breaks.field(context.file, edit))] : [],
  );
  return {
    name: node.name ?? '',
    title: node.title,
    edits,
    expectations,
    broken: breaks.header(context.file, node) ?? parts.map(brokenIn).find(Boolean) ?? missing.broken,
    span: spanOf(context, headerRange(node, 'name', 'title')),
  };
}

function lowerEdit(node: Exclude<ast.Edit, ast.Expect>, context: ExprContext, breaks: Breaks, missing: Missing): Edit {
  const span = spanOf(context, rangeOf(node));
  switch (node.$type) {
    case 'Closing':
      return { kind: 'closing', closing: lowerClosing(node, context, breaks), span };
    case 'DropEdit': {
      const at = node.channel?.$refNode ? spanOf(context, linkRange(node.channel)) : span;
      return { kind: 'drop', channel: node.channel?.$refText ?? '', span: at };
    }
    case 'SetEdit':
      return { kind: 'set', path: lowerPath(node.path, context), value: lowerAssumption(node.value, context), span };
    default: {
      const from = node.start === undefined ? undefined : readMonth(node.start);
      const scale = { factor: lowerExpr(node.factor, context, missing), from };
      return { kind: 'scale', path: lowerPath(node.path, context), scale, span };
    }
  }
}

function lowerPath(node: ast.Path | undefined, context: ExprContext): Path {
  if (!node?.$cstNode) return { parts: [], span: { file: context.file, start: 0, end: 0 } };
  return { parts: [node.root ?? '', ...node.members], span: spanOf(context, rangeOf(node)) };
}
