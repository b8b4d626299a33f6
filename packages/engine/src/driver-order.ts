import { type Driver, type Expr, isBroken } from './model.ts';

/** Drivers, by their index, in an order in which each comes after those that it needs, and those that need themselves. */
export interface DriverOrder {
  readonly order: readonly number[];
  readonly cyclic: ReadonlySet<string>;
}

/**
 * Orders drivers by what they need: Tarjan's strongly connected components (1972), without recursion, since a chain of
 * drivers may be longer than the stack is deep. Of drivers with one name, which is an error of its own, the last counts.
 */
export function driverOrder(drivers: readonly Driver[]): DriverOrder {
  const byName = new Map(drivers.map(({ name }, i) => [name, i]));
  const needs = new Map(drivers.map((driver) => [driver.name, namesIn(driver).filter((name) => byName.has(name))]));
  const order: number[] = [];
  const cyclic = new Set<string>();
  const found = new Map<string, { index: number; low: number; open: boolean }>();
  const open: string[] = [];

  for (const { name: root } of drivers) {
    if (found.has(root)) continue;
    const path = [{ name: root, next: 0 }];
    while (path.length > 0) {
      const at = path[path.length - 1] as { name: string; next: number };
      if (at.next === 0) {
        found.set(at.name, { index: found.size, low: found.size, open: true });
        open.push(at.name);
      }
      const mine = found.get(at.name) as { index: number; low: number; open: boolean };
      const needed = needs.get(at.name) as readonly string[];
      const name = needed[at.next];
      if (name !== undefined) {
        at.next++;
        const other = found.get(name);
        if (!other) path.push({ name, next: 0 });
        else if (other.open) mine.low = Math.min(mine.low, other.index);
        if (name === at.name) cyclic.add(name);
        continue;
      }
      path.pop();
      const above = path[path.length - 1];
      const parent = above && found.get(above.name);
      if (parent) parent.low = Math.min(parent.low, mine.low);
      if (mine.low === mine.index) closeComponent(at.name);
    }
  }

  /** Takes a component off the open ones; one of several members is a circle. */
  function closeComponent(root: string): void {
    const members = open.splice(open.indexOf(root));
    for (const name of members) {
      (found.get(name) as { open: boolean }).open = false;
      if (members.length > 1) cyclic.add(name);
      order.push(byName.get(name) as number);
    }
  }
  return { order, cyclic };
}

/** True where two drivers take the same place in an order: they have one name, and need the same. */
export function haveSameNeeds(a: Driver, b: Driver): boolean {
  if (a === b) return true;
  const [needed, others] = [namesIn(a), namesIn(b)];
  return a.name === b.name && needed.length === others.length && needed.every((name, i) => name === others[i]);
}

/** The drivers that a driver's expressions name. */
function namesIn(driver: Driver): readonly string[] {
  if (isBroken(driver.value)) return [];
  return driversIn(
    driver.value.steps.flatMap(({ value, high, growth, scales }) => [
      value,
      ...(high ? [high] : []),
      ...(scales ?? []).map(({ factor }) => factor),
      ...(growth?.kind === 'rising' ? [growth.target] : []),
    ]),
  );
}

/** The names of the drivers in some expressions, each once. */
export function driversIn(expressions: readonly Expr[]): readonly string[] {
  const names = new Set<string>();
  const pending = [...expressions];
  for (let expr = pending.pop(); expr; expr = pending.pop()) {
    if (expr.kind === 'driver') names.add(expr.name);
    else if (expr.kind === 'negate') pending.push(expr.operand);
    else if (expr.kind === 'per') pending.push(expr.value);
    else if (expr.kind === 'binary') pending.push(expr.left, expr.right);
    else if (expr.kind !== 'literal') pending.push(...expr.args);
  }
  return [...names];
}
