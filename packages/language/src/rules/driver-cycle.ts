import type { NameRef } from '../generated/ast.ts';
import type { Declared, Program } from '../program.ts';
import { propertyRange, walk } from '../tree.ts';
import type { Rule } from './rule.ts';

export const driverCycle: Rule = {
  code: 'driver-cycle',
  severity: 'error',
  summary: 'A driver needs itself.',
  page: {
    why: 'A driver that is computed from itself has no value: there is no month in which anybody could begin to work it out. A spreadsheet would iterate and show whatever it happened to stop at.',
    example: `driver accounts reach * 2 by success
driver reach    accounts / 2 by success`,
    mended: `driver accounts 240 counted 2025-12 by success
driver reach    accounts / 2 by success`,
    fix: 'Follow the circle and decide which of its drivers is counted rather than computed; give that one a number.',
  },
  breaks: true,
  message: ({ driver }) =>
    `The driver \`${driver}\` is computed from itself: break the circle by giving one of its drivers a number.`,
  related({ params }, program) {
    const [first, ...others] = circleOf(program, String(params['driver']));
    return others.map((name, i) => {
      const { file, node } = declared(program, name) as Declared;
      return {
        file,
        ...propertyRange(node, 'name'),
        message: `\`${others[i - 1] ?? first}\` is computed from \`${name}\``,
      };
    });
  },
};

const declared = (program: Program, name: string): Declared | undefined => program.names.driver.get(name)?.[0];

/** The shortest way from a driver to itself, without its end; empty where there is none. */
function circleOf(program: Program, name: string): readonly string[] {
  const cameFrom = new Map<string, string>();
  const queue = [name];
  for (const one of queue)
    for (const next of driversIn(declared(program, one))) {
      if (next === name) {
        const way = [one];
        for (let at = one; at !== name; at = way[0] as string) way.unshift(cameFrom.get(at) as string);
        return way;
      }
      if (cameFrom.has(next) || !declared(program, next)) continue;
      cameFrom.set(next, one);
      queue.push(next);
    }
  return [];
}

function driversIn(driver: Declared | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  if (driver)
    walk(driver.node, (node) => {
      const name = node.$type === 'NameRef' ? (node as NameRef).driver?.$refText : undefined;
      if (name !== undefined) names.add(name);
    });
  return names;
}
