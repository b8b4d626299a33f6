import { type Figure, FLOWS, type Flow, type Flows } from './figures.ts';
import type { Broken } from './model.ts';

/** Flows without any value. */
export const withheldFlows = (because: Broken): Flows => ({
  ...(Object.fromEntries(FLOWS.map((flow) => [flow, because])) as Record<Flow, Figure>),
  openAtStart: because,
});

/** Flows from `worked` on without any value. */
export const withheldLater = (because: Broken): Pick<Flows, (typeof LATER)[number]> =>
  Object.fromEntries(LATER.map((flow) => [flow, because])) as Record<(typeof LATER)[number], Figure>;

const LATER = ['worked', 'backlog', 'closed', 'won', 'revenue', 'givenBack', 'net', 'lost'] as const;
