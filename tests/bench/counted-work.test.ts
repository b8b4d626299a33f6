import { expect, it } from 'vitest';
import { countedWork, workTable } from './counted-work.ts';

it('keeps the counted work of a keystroke within its budgets, and counts the same twice', async () => {
  const rows = await countedWork();
  const problems = rows.filter(({ problem }) => problem);
  expect(problems, workTable(rows)).toEqual([]);
  expect(await countedWork()).toEqual(rows);
});
