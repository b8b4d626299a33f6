import type { Actuals } from './actuals.ts';
import type { Month } from './calendar.ts';
import { NO_ROWS, type Planned, rowsOfEach } from './compared.ts';
import { isBroken, type Window } from './model.ts';
import { paceOf } from './pace.ts';
import { isLost, sideOf } from './variance-side.ts';
import { UNTESTED, type Verdicts, verdictsOf } from './verdicts.ts';
import type { ChannelVariance } from './window-variance.ts';

/**
 * The channels of a window whose own plan is not withheld, whatever is of the others: without what is said of them by the revenue, which is
 * withheld with the total. A verdict is there where it is the same whatever those of the others would be; with `isWhole` false nobody
 * knows how many they are.
 */
export function knownChannels(
  planned: readonly Planned[],
  actuals: Actuals,
  start: Month,
  window: Window,
  isWhole: boolean,
): readonly ChannelVariance[] {
  const rows = rowsOfEach(
    planned.map(({ channel }) => channel),
    actuals,
  );
  const all = planned.map((one, i) => {
    const side = sideOf(one, rows[i] ?? NO_ROWS, start, window.from, window.to);
    return { channel: one.channel, side, isWithheld: isBroken(side) || isLost(one, side) };
  });
  const known = all.flatMap(({ channel, side, isWithheld }) =>
    isBroken(side) || isWithheld ? [] : [{ channel, side }],
  );
  const verdicts = verdictsOf(
    known.map(({ side }) => side.tested),
    all.length - known.length,
  );
  return known.map(({ channel, side: { plan, actual, opened, months } }, i): ChannelVariance => {
    const last = months.at(-1);
    const own = verdicts[i] as Verdicts;
    return {
      channel,
      months: months.map(({ month }) => month),
      pace: last && !last.isWhole ? paceOf(last) : undefined,
      ...{ plan, actual, opened },
      verdicts: isWhole ? own : { ...UNTESTED, volume: own.volume },
    };
  });
}
