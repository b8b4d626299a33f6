import type { MachineCell } from '@upsell/report';
import { scaleBand, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/** Model against actual by month: the plan as a line, what happened as bars. The picture has no text: a label tells it. */
export function MonthsChart({ cells, label }: { readonly cells: readonly MachineCell[]; readonly label: string }) {
  const planned = cells.map(({ opened, actual }) => actual?.planned ?? opened ?? 0);
  const most = Math.max(...planned, ...cells.map(({ actual }) => actual?.opened ?? 0), 1e-9);
  const x = scaleBand(
    cells.map((_, m) => m),
    [0, WIDTH],
  ).padding(0.25);
  const y = scaleLinear([0, most], [HEIGHT - 1, 3]);
  const middle = (m: number) => (x(m) ?? 0) + x.bandwidth() / 2;
  const path = line<number>()
    .x((_, m) => middle(m))
    .y((value) => y(value));
  return (
    <svg
      class="months-chart"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      {cells.map(({ actual }, m) =>
        actual ? (
          <rect
            key={`${m}`}
            class={actual.opened < actual.planned ? 'bar-under' : 'bar-over'}
            x={x(m)}
            width={x.bandwidth()}
            y={y(actual.opened)}
            height={HEIGHT - 1 - y(actual.opened)}
          />
        ) : null,
      )}
      <path class="line-model" d={path(planned) ?? ''} />
      <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} />
    </svg>
  );
}

const WIDTH = 240;
const HEIGHT = 64;
