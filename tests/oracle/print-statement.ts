/** Words of scenarios, targets, expectations, includes and imports (`language.md`, 2 and 6). */
import type { Dice } from './dice.ts';
import { chance } from './dice.ts';
import { type Printer, phrase } from './print-declaration.ts';
import type { Gap, Word } from './print-layout.ts';
import { spellDecimal, spellString } from './print-literal.ts';
import { assumptionWords, exprWords, metricWords, name, periodWords, withGap, word } from './print-number.ts';
import type { Context, Edit, Expectation, Include, Path, Scenario, Target } from './statement.ts';
import { pathText } from './statement.ts';

/** The words of a target. */
export function targetWords(dice: Dice, context: Context, target: Target): Word[] {
  const { compare, value, in: period, by } = target;
  return [
    word('target', 'declaration'),
    // The period of a target stands at its end.
    ...withGap(metricWords(dice, context, { metric: target.metric, of: target.of }), 'beside'),
    ...compared(dice, compare, exprWords(dice, context, value)),
    ...(period === undefined ? [] : [word('in'), ...periodWords(dice, context, period.from, period.to)]),
    ...(by === undefined ? [] : [word('by'), name(by, 'beside')]),
  ];
}

/** The words of an expectation, on its own or in a scenario. */
export function expectationWords(
  dice: Dice,
  context: Context,
  { label, left, compare, right }: Expectation,
  gap: Gap = 'declaration',
): Word[] {
  return [
    word('expect', gap),
    ...(label === undefined ? [] : [word(spellString(dice, label))]),
    ...exprWords(dice, context, left),
    ...compared(dice, compare, exprWords(dice, context, right)),
  ];
}

/** The words of a scenario: edits and expectations each in their order, and mixed. */
export function scenarioWords(printer: Printer, { name: of, title, edits, expectations }: Scenario): Word[] {
  const { dice, context } = printer;
  const [first, second] = [[...edits], [...expectations]];
  const fields: Word[][] = [];
  while (first.length + second.length > 0) {
    const takesExpectation = first.length === 0 || (second.length > 0 && chance(dice, 30));
    const edit = takesExpectation ? undefined : first.shift();
    const expectation = takesExpectation ? second.shift() : undefined;
    if (edit !== undefined) fields.push(editWords(printer, edit));
    if (expectation !== undefined) fields.push(expectationWords(dice, context, expectation, 'field'));
  }
  return [
    word('scenario', 'declaration'),
    name(of, 'beside'),
    ...(title === undefined ? [] : [word(spellString(dice, title))]),
    word('{'),
    ...fields.flat(),
    word('}', 'field'),
  ];
}

function editWords(printer: Printer, edit: Edit): Word[] {
  const { dice, context } = printer;
  switch (edit.kind) {
    case 'set': {
      const value = assumptionWords(dice, context, edit.value, edit.path.kind === 'driver');
      return [word('set', 'field'), ...pathWords(edit.path), word('='), ...value];
    }
    case 'scale': {
      const from = edit.from === undefined ? [] : [word('from'), word(edit.from)];
      return [
        word('scale', 'field'),
        ...pathWords(edit.path),
        word('by'),
        ...exprWords(dice, context, edit.by),
        ...from,
      ];
    }
    case 'drop':
      return [word('drop', 'field'), name(edit.channel, 'beside')];
    case 'closing':
      return printer.closing(edit.closing, 'field');
  }
}

function pathWords(path: Path): Word[] {
  return pathText(path)
    .split('.')
    .flatMap((each, index) => (index === 0 ? [name(each, 'beside')] : [word('.', 'tight'), name(each, 'tight')]));
}

/** The words of an included model: its money in this one's, where they differ. */
export function includeWords(dice: Dice, context: Context, { name: of, rate, part }: Include, path: string): Word[] {
  const digits = rate === undefined ? '' : spellDecimal(dice, rate, true);
  return [
    word('include', 'declaration'),
    word(spellString(dice, path)),
    word('as'),
    name(of, 'beside'),
    ...(rate === undefined
      ? []
      : [word('at'), word(`${digits} ${context.currency}`), ...phrase(`per ${part.currency}`, 'beside')]),
  ];
}

/** The words of an import. */
export function importWords(dice: Dice, path: string): Word[] {
  return [word('import', 'declaration'), word(spellString(dice, path))];
}

function compared(dice: Dice, compare: string, right: readonly Word[]): Word[] {
  const isTight = chance(dice, 15);
  return [word(compare, isTight ? 'tight' : 'space'), ...withGap(right, isTight ? 'tight' : 'space')];
}
