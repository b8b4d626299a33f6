import type { Bridge } from '@upsell/report';
import { scaleLinear } from 'd3-scale';
import type { Format, Kind } from '../format.ts';
import { WORDS } from '../words.ts';

/** From plan to actual, a row a step: a table whose bars are drawn, so that it is read aloud as it is seen. */
export function BridgeChart({
  bridge,
  kind,
  title,
  format,
}: {
  readonly bridge: Bridge;
  readonly kind: Kind;
  readonly title: string;
  readonly format: Format;
}) {
  const bars = barsOf(bridge, (value) => format.change(value, kind) !== '');
  const { least, most, isCut } = rangeOf(bars);
  const x = scaleLinear([least, most], [0, 100]);
  return (
    <table class="bridge">
      <caption>
        {title}
        {isCut ? <span class="detail">{WORDS.cutAxis}</span> : null}
      </caption>
      <tbody>
        {bars.map(({ name, from, to, value, tone }) => (
          <tr key={name} class={tone}>
            <th scope="row">{name}</th>
            <td class="bar">
              <svg aria-hidden="true" width="100%" height="18">
                <rect
                  class={`bar-${tone}`}
                  x={`${x(Math.max(least, Math.min(from, to)))}%`}
                  width={`${Math.max(0.4, Math.abs(x(Math.max(least, to)) - x(Math.max(least, from))))}%`}
                  y="2"
                  height="14"
                  rx="2"
                />
                {isCut && tone === 'level' ? <path class="torn" d={TORN} /> : null}
              </svg>
            </td>
            <td class="number">{tone === 'level' ? format.value(value, kind) : format.signed(value, kind)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Bar {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** `even` is a step that is shown as nothing. */
  readonly tone: 'level' | 'even' | 'under' | 'over';
}

/** Where effects are small beside what was planned, the axis begins late: else nobody sees them. Ends that are below 0 stay. */
function rangeOf(bars: readonly Bar[]): { readonly least: number; readonly most: number; readonly isCut: boolean } {
  const ends = bars.flatMap(({ from, to, tone }) => (tone === 'level' ? [to] : [from, to]));
  const [low, most] = [Math.min(...ends), Math.max(...ends, 1e-9)];
  const cut = low - 1.5 * (most - low);
  const isCut = cut > 0.3 * most;
  return { least: isCut ? cut : Math.min(0, low), most, isCut };
}

/** Two strokes through a bar that has been shortened. */
const TORN = 'M10 0 6 18M16 0l-4 18';

function barsOf({ plan, steps, actual }: Bridge, isShown: (value: number) => boolean): readonly Bar[] {
  let at = plan;
  const between = steps.map(({ effect, value }): Bar => {
    const from = at;
    at += value;
    const tone = !isShown(value) ? 'even' : value < 0 ? 'under' : 'over';
    return { name: WORDS.effects[effect], from, to: at, value, tone };
  });
  return [
    { name: WORDS.planned, from: 0, to: plan, value: plan, tone: 'level' },
    ...between,
    { name: WORDS.actual, from: 0, to: actual, value: actual, tone: 'level' },
  ];
}
