import type { Evaluated } from '../evaluate.ts';
import { evaluator } from '../evaluator.ts';
import { type Broken, type Channel, isBroken, type Model } from '../model.ts';
import { CONTRACTION } from '../place.ts';
import { AssumptionLines } from './assumption-lines.ts';
import type { Line } from './cell.ts';
import { channelLines, seasonLine } from './channel-lines.ts';
import { type ClosingLines, closingLines } from './closing-lines.ts';
import { type FlowLines, flowLines } from './flow-lines.ts';
import type { RetentionLines } from './flow-tables.ts';
import { summaryLines, targetLines } from './summary-lines.ts';

/** A model as numbers that are made of each other: each is an input or a formula, with what it comes to. */
export interface Machine {
  readonly closing: ClosingLines | Broken;
  readonly drivers: readonly Line[];
  /** By channel, in the model's order. */
  readonly channels: readonly {
    readonly channel: Channel;
    readonly lines: readonly Line[];
    readonly openedBefore?: Line;
  }[];
  readonly season?: Line;
  readonly retention?: readonly Line[];
  /** Mondays to Fridays a month, where something asks for them. */
  readonly workdays?: Line;
  readonly flows: FlowLines;
  readonly summary: readonly Line[];
  readonly targets: readonly Line[];
}

/**
 * The machine of a model and what it came to (forecast.md, 1 to 4; language.md, 4 to 6), ranges at their expected value. Its
 * figures are the forecast's to a relative 1e-9; what is withheld there has no cells. A change of an input gives what the
 * model with that change would. Neither for a portfolio nor for a model whose period is not known.
 */
export function machine(
  model: Model,
  { forecast, targets }: Pick<Evaluated, 'forecast'> & Partial<Pick<Evaluated, 'targets'>>,
): Machine {
  const values = evaluator(model.drivers, model.start, model.months);
  const assumptions = new AssumptionLines(model, values);
  const drivers = assumptions.drivers();
  const closing = closingLines(model, assumptions, values);
  const season = seasonLine(model, assumptions);
  const shares = isBroken(closing) ? 1 : closing.cycle.cells.size;
  const channels = model.channels.map((channel) => channelLines(channel, assumptions, season, shares));
  const retention = retentionLines(model, assumptions);
  const known = isBroken(closing) ? undefined : closing;
  const flows = flowLines({ model, forecast, channels, closing: known, retention: retention?.rates });
  return {
    closing,
    drivers: assumptions.driverLines(drivers),
    channels: channels.map(({ channel, all, openedBefore }) => ({ channel, lines: all, openedBefore })),
    season,
    retention: retention?.all,
    workdays: assumptions.workdays.cells.size > 0 ? assumptions.workdays : undefined,
    flows,
    summary: summaryLines(model, forecast, flows),
    targets: targetLines(model, targets ?? [], flows),
  };
}

function retentionLines(
  { retention }: Model,
  assumptions: AssumptionLines,
): { rates: RetentionLines; all: readonly Line[] } | undefined {
  if (!retention) return undefined;
  const field = (by: 'customer' | 'vendor') =>
    assumptions.field(retention[by], CONTRACTION, { kind: 'assumption', name: CONTRACTION.name, by });
  const [customer, vendor] = [field('customer'), field('vendor')];
  const { afterMonths, broken = customer.line.broken ?? vendor.line.broken } = retention;
  return {
    rates: { customer: customer.line, vendor: vendor.line, afterMonths, broken },
    all: [...customer.all, ...vendor.all],
  };
}
