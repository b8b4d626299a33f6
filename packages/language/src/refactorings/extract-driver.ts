import { type AstNode, AstUtils } from 'langium';
import { replace } from '../edits.ts';
import type { Assumption, Expr, Step } from '../generated/ast.ts';
import { insertInOrder } from '../insert-in-order.ts';
import { spelled } from '../parser/words.ts';
import { rangeOf } from '../tree.ts';
import { isReadAlikeInDriver } from './range-family.ts';
import type { Asked, Offer, Refactoring } from './refactoring.ts';
import { documentIn, expressionIn, isSound, stepAround } from './under-cursor.ts';
import { blockOwner, evidenceText, movedText, namedOwner, ownerOf } from './written-assumption.ts';

/**
 * Makes a driver of a number, with its history, its evidence and its owner; the driver's name takes its place. Of a part of a larger
 * expression the driver has the evidence of the whole.
 */
export const extractDriver: Refactoring = (asked) => {
  const expr = expressionIn(asked);
  const step = expr && stepAround(expr);
  if (!expr || !step || !isSound(asked.analysis, 0, expr)) return [];
  const assumption = step.$container;
  // What a scenario tries out has the owner of what it replaces.
  if (AstUtils.hasContainerOfType(assumption, ({ $type }) => $type === 'SetEdit')) return [];
  if (ownerOf(assumption) === undefined) return [];
  return isWhole(expr) ? wholeNumber(asked, assumption) : part(asked, expr, step);
};

/** True for what is all of a step, or of an end of it. */
const isWhole = ({ $container: { $type } }: { readonly $container: AstNode }): boolean =>
  $type === 'Step' || $type === 'Rising';

function wholeNumber(asked: Asked, assumption: Assumption): readonly Offer[] {
  const field = assumption.$container;
  const [first, ...later] = assumption.steps;
  const isName = first?.value.$type === 'NameRef' && later.length === 0 && !first.growth?.$cstNode;
  if (field.$type === 'Driver' || isName || !isReadAlikeInDriver(assumption, assumption)) return [];
  const name = freeName(asked, nameOf(assumption));
  return [
    extraction(asked, name, () => {
      const file = documentIn(asked);
      const head = `driver ${name} `;
      const owner = namedOwner(assumption);
      const by = owner === undefined ? ` by ${blockOwner(assumption)}` : '';
      // In a block without an owner the place needs one of its own.
      const kept = blockOwner(assumption) === undefined ? `${name} by ${owner}` : name;
      return {
        declaration: `${head}${movedText(file, file, assumption, head.length)}${by}`,
        place: replace(0, rangeOf(assumption), kept),
      };
    }),
  ];
}

function part(asked: Asked, expr: Expr, step: Step): readonly Offer[] {
  // The ends of a range are numbers, and a name alone is a driver already.
  if (step.high?.$cstNode || expr.$type === 'NameRef') return [];
  const above = expr.$container as Expr;
  const isFactor = above.$type === 'Binary' && (above.operator === '*' || above.operator === '/');
  const name = freeName(asked, `${nameOf(step.$container)}_${isFactor ? 'factor' : 'part'}`);
  return [
    extraction(asked, name, () => {
      const file = documentIn(asked);
      const evidence = evidenceText(file, step);
      const head = `driver ${name} `;
      return {
        declaration: `${head}${movedText(file, file, expr, head.length)}${evidence === undefined ? '' : ` ${evidence}`} by ${ownerOf(step.$container)}`,
        place: replace(0, rangeOf(expr), name),
      };
    }),
  ];
}

function extraction(
  asked: Asked,
  name: string,
  make: () => { readonly declaration: string; readonly place: ReturnType<typeof replace> },
): Offer {
  return {
    title: `Extract into the driver \`${name}\``,
    kind: 'refactor.extract',
    newName: name,
    make() {
      const { declaration, place } = make();
      return { edits: [insertInOrder(asked.analysis.program, 0, 'Driver', [declaration]), place] };
    },
  };
}

/** Where a number stands, as a name: `tickets_conversion`, `closing_win_rate`. */
function nameOf(assumption: Assumption): string {
  const field = assumption.$container;
  const names = [...blockNames(field.$container as AstNode), ...fieldNames(field, assumption)];
  return names.join('_').replaceAll(/\W+/g, '_');
}

function fieldNames(field: Assumption['$container'], assumption: Assumption): readonly string[] {
  if (field.$type === 'Touch') return field.converting === assumption ? [field.name, 'conversion'] : [field.name];
  if (field.$type === 'Contraction') return ['contraction', field.initiator];
  if ('field' in field) return [spelled(field.field)];
  return field.$type === 'Driver' ? [field.name] : [];
}

function blockNames(block: AstNode): readonly string[] {
  if (block.$type === 'Channel') return [(block as { name?: string }).name ?? ''];
  if (block.$type !== 'Closing') return [];
  const scenario = block.$container as { $type: string; name?: string };
  return scenario.$type === 'Scenario' ? [scenario.name ?? '', 'closing'] : ['closing'];
}

/** A name that no driver has, in no file that may see the new one. */
function freeName({ analysis, around }: Asked, wanted: string): string {
  const { program } = analysis;
  const isTaken = (name: string) =>
    program.names.driver.has(name) || (!program.isModel && around.isDeclaredElsewhere('driver', name));
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}_${count}`;
    if (!isTaken(name)) return name;
  }
}
