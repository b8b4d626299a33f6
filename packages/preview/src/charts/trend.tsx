import type { MachineCell } from '@upsell/report';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/**
 * What the model opens month by month as a line, and what happened as points, but for a month that is not over: its part would lie far
 * below the line. The picture has no text: a label tells it.
 */
export function Trend({ cells, label }: { readonly cells: readonly MachineCell[]; readonly label: string }) {
  const happened = cells.map(({ actual }) => (actual?.isWhole ? actual.opened : undefined));
  const values = [...cells.map(({ opened }) => opened ?? 0), ...happened.flatMap((value) => value ?? [])];
  const x = scaleLinear([0, Math.max(1, cells.length - 1)], [2, WIDTH - 2]);
  const y = scaleLinear([Math.min(...values), Math.max(...values, Math.min(...values) + 1e-9)], [HEIGHT - 2, 2]);
  const path = line<MachineCell>()
    .defined(({ opened }) => opened !== null)
    .x((_, m) => x(m))
    .y(({ opened }) => y(opened ?? 0));
  return (
    <svg class="trend" role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT}>
      <path class="line-model" d={path(cells as MachineCell[]) ?? ''} />
      {happened.map((value, m) =>
        value === undefined ? null : <circle key={`${m}`} class="dot-actual" cx={x(m)} cy={y(value)} r={1.6} />,
      )}
    </svg>
  );
}

const WIDTH = 88;
const HEIGHT = 22;
