import { roundParts } from '../numbers.ts';
import type { Shown } from './figure.ts';
import type { Machine, MachineRow } from './grid.ts';

type Grid = Pick<Machine, 'groups' | 'total'>;

/**
 * The grid with what is `shown` in its cells, with one decimal: each column adds up, the channels to their layer and the layers to the
 * total. Along a row months are shown as they are: a number that stays the same looks the same.
 */
export function addingUp(groups: Grid['groups'], total: MachineRow): Grid {
  const column = (of: (row: MachineRow) => Shown) => roundColumn(groups, total, of);
  const months = total.cells.map((_, m) => ({
    model: column(({ cells }) => cells[m]?.opened ?? null),
    planned: column(({ cells }) => cells[m]?.actual?.planned ?? null),
  }));
  const whole = column(({ opened }) => opened);
  const shownIn = (row: MachineRow): MachineRow => ({
    ...row,
    shown: whole.get(row) ?? null,
    cells: row.cells.map((cell, m) => ({
      ...cell,
      shown: months[m]?.model.get(row) ?? null,
      actual: cell.actual && { ...cell.actual, shown: months[m]?.planned.get(row) ?? cell.actual.planned },
    })),
  });
  return {
    groups: groups.map(({ layer, rows, subtotal }) => ({
      layer,
      rows: rows.map(shownIn),
      subtotal: subtotal && shownIn(subtotal),
    })),
    total: shownIn(total),
  };
}

/** What is shown of each row in a column; nothing of a row that has nothing there. */
function roundColumn(
  groups: Grid['groups'],
  total: MachineRow,
  of: (row: MachineRow) => Shown,
): ReadonlyMap<MachineRow, number> {
  const shown = new Map<MachineRow, number>();
  const round = (rows: readonly MachineRow[], sum: number | undefined) => {
    const known = rows.flatMap((row) => {
      const value = of(row);
      return value === null ? [] : [{ row, value }];
    });
    const rounded = roundParts(
      known.map(({ value }) => value),
      DIGITS,
      sum,
    );
    for (const [i, { row }] of known.entries()) shown.set(row, rounded[i] as number);
  };
  round([total], undefined);
  // Where a total is withheld, layers that are not stand by themselves.
  const isKnown = shown.has(total);
  const subtotals = groups.flatMap(({ subtotal }) => subtotal ?? []);
  if (isKnown) round(subtotals, shown.get(total));
  else for (const subtotal of subtotals) round([subtotal], undefined);
  for (const { rows, subtotal } of groups) round(rows, shown.get(subtotal ?? total));
  return shown;
}

const DIGITS = 1;
