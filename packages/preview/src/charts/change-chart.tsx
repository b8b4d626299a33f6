import { scaleBand, scaleLinear } from 'd3-scale';

/** Differences by month: bars above and below a line. `most` is the largest size of all that stand side by side. */
export function ChangeChart({
  changes,
  most,
  label,
}: {
  readonly changes: readonly number[];
  readonly most: number;
  readonly label: string;
}) {
  const x = scaleBand(
    changes.map((_, m) => m),
    [0, WIDTH],
  ).padding(0.25);
  const y = scaleLinear([-most, most], [HEIGHT - 1, 1]);
  return (
    <svg
      class="change-chart"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      {changes.map((change, m) => (
        <rect
          key={`${m}`}
          class={change < 0 ? 'bar-under' : 'bar-over'}
          x={x(m)}
          width={x.bandwidth()}
          y={Math.min(y(change), y(0))}
          height={Math.abs(y(change) - y(0))}
        />
      ))}
      <line class="axis" x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} />
    </svg>
  );
}

const WIDTH = 240;
const HEIGHT = 64;
