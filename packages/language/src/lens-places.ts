import type { Expect, Scenario } from './generated/ast.ts';
import type { Program } from './program.ts';
import { headerRange, keywordRange, type Range } from './tree.ts';

/** A place of a program's root file above which something is said of what is declared there. */
export interface LensPlace extends Range {
  readonly kind: 'model' | 'closing' | 'expectation';
  /** Of an expectation: its index among those of the model, or of the scenario that it stands in. */
  readonly index: number;
  /** Index into the model's scenarios. */
  readonly scenario?: number;
}

/** The model, the closing model and the expectations of a program's root file, in the order of the text. */
export function lensPlaces(program: Program): readonly LensPlace[] {
  const own = (type: string) =>
    program.declared(type).flatMap(({ file, node }, index) => (file === 0 ? [{ node, index }] : []));
  const [model] = own('ModelBlock');
  const [closing] = own('Closing');
  const inScenarios = own('Scenario').flatMap(({ node, index: scenario }) =>
    (node as Scenario).edits
      .filter((edit): edit is Expect => edit.$type === 'Expect' && edit.$cstNode !== undefined)
      .map((edit, index): LensPlace => ({ kind: 'expectation', index, scenario, ...keywordRange(edit) })),
  );
  const places: readonly LensPlace[] = [
    ...(model ? [{ kind: 'model' as const, index: 0, ...headerRange(model.node, 'title') }] : []),
    ...(closing ? [{ kind: 'closing' as const, index: 0, ...headerRange(closing.node, 'kind') }] : []),
    ...own('Expect').map(({ node, index }): LensPlace => ({ kind: 'expectation', index, ...keywordRange(node) })),
    ...inScenarios,
  ];
  return places.toSorted((a, b) => a.start - b.start);
}
