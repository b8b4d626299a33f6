import { limitedMonths } from './closing-limited.ts';
import type { Figure, Forecast } from './figures.ts';
import { type Broken, isBroken } from './model.ts';
import { monthlyMean } from './series.ts';

/** What limits a machine: in the closing-limited months the closers, else what is opened. */
export interface Bottleneck {
  /** Opportunities a month, on average: over the closing-limited months where there are any, else over the period. */
  readonly opened: number;
  readonly worked: number;
  /** What the closers can work a month, on average; absent where nothing says so. */
  readonly limit?: number;
  /** The closing-limited months (forecast.md, 2) by their index in the period, ascending. */
  readonly limitedMonths: readonly number[];
  /** The largest backlog at the end of a month. */
  readonly mostWaiting: number;
}

/** What limits the machine of a forecast, or what withholds it. */
export function bottleneckOf({ total, limit }: Pick<Forecast, 'total' | 'limit'>): Bottleneck | Broken {
  const { opened, worked, backlog } = total;
  for (const figure of [opened, worked, backlog]) if (isBroken(figure)) return figure;
  const limited = limitedMonths(total);
  const mean = (figure: Figure): number => {
    if (limited.length === 0 || isBroken(figure)) return monthlyMean(figure) ?? 0;
    return limited.reduce((sum, m) => sum + (figure[m] as number), 0) / limited.length;
  };
  return {
    opened: mean(opened),
    worked: mean(worked),
    limit: limit && monthlyMean(limit),
    limitedMonths: limited,
    mostWaiting: isBroken(backlog) ? 0 : backlog.reduce((most, waiting) => Math.max(most, waiting), 0),
  };
}
