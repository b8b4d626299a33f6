import type { Month } from './calendar.ts';
import { type DriverOrder, driverOrder, haveSameNeeds } from './driver-order.ts';
import type { Finding } from './finding.ts';
import type { Level } from './level.ts';
import type { Assumption, Broken, Dimension, Driver } from './model.ts';

/** A driver as evaluated, with all that this depends on besides the period. */
export interface DriverState {
  readonly driver: Driver;
  readonly isCyclic: boolean;
  readonly value: DriverValue | Broken;
  readonly findings: readonly Finding[];
  readonly reads: Reads;
}

export interface DriverValue {
  readonly dimension: Dimension;
  readonly assumption: Assumption;
  /** In the months of the period. */
  readonly level: Level;
  /** In other months, as far as somebody asked: a rise may end there. */
  readonly outside: Map<Month, number | Failure>;
}

/** Why a driver has no value in a month outside the period. */
export interface Failure {
  readonly because: Broken;
  readonly findings: readonly Finding[];
}

/** The drivers that something was made of, as they were: undefined where there was none of that name. */
export type Reads = ReadonlyMap<string, DriverState | undefined>;

/** All drivers of a model. */
export interface DriverTable {
  readonly drivers: readonly Driver[];
  readonly order: DriverOrder;
  readonly states: ReadonlyMap<string, DriverState>;
  readonly findings: readonly Finding[];
}

/** True where everything that was read is as it was. */
export function hold(reads: Reads, states: DriverTable['states']): boolean {
  if (reads.size === 0) return true;
  for (const [name, state] of reads) if (states.get(name) !== state) return false;
  return true;
}

/**
 * Fills `states` in an order in which each driver comes after those that it needs. A driver that is the same object as in a
 * table of `before`, and reads the same, keeps its state from there; the others are evaluated.
 */
export function driverTable(
  drivers: readonly Driver[],
  before: readonly DriverTable[],
  states: Map<string, DriverState>,
  evaluate: (driver: Driver, isCyclic: boolean) => DriverState,
): DriverTable {
  const order = before.find((table) => haveSameOrder(drivers, table.drivers))?.order ?? driverOrder(drivers);
  const findings: Finding[] = [];
  for (const i of order.order) {
    const driver = drivers[i] as Driver;
    const isCyclic = order.cyclic.has(driver.name);
    const isKept = (state: DriverState | undefined): state is DriverState =>
      state?.driver === driver && state.isCyclic === isCyclic && hold(state.reads, states);
    const state = before.map((table) => table.states.get(driver.name)).find(isKept) ?? evaluate(driver, isCyclic);
    states.set(driver.name, state);
    findings.push(...state.findings);
  }
  return { drivers, order, states, findings };
}

const haveSameOrder = (drivers: readonly Driver[], others: readonly Driver[]): boolean =>
  drivers.length === others.length && drivers.every((driver, i) => haveSameNeeds(driver, others[i] as Driver));
