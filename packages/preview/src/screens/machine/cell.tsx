import type { CellActual, MachineCell } from '@upsell/report';
import type { Format } from '../../format.ts';
import { WORDS } from '../../words.ts';

/** A month of a channel: what happened large, what was planned small, and how they differ by sign, colour and weight. */
export function Cell({
  cell,
  at,
  format,
  isStop,
  isDescribed,
  onReveal,
}: {
  readonly cell: MachineCell;
  /** Row and month, by which the tooltip finds it. */
  readonly at: string;
  readonly format: Format;
  /** It can be reached by Tab. */
  readonly isStop: boolean;
  readonly isDescribed: boolean;
  readonly onReveal?: (() => void) | undefined;
}) {
  const { shown, actual } = cell;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes Enter for all of its cells
    <td
      class={`cell ${actual ? toneOf(actual) : 'model'}`}
      data-cell={at}
      tabIndex={isStop ? 0 : -1}
      aria-describedby={isDescribed ? 'cell-tip' : undefined}
      onClick={onReveal}
    >
      {actual ? <WithActual actual={actual} format={format} /> : <span class="value">{format.count(shown)}</span>}
    </td>
  );
}

/** What happened, and how far it is from the plan. */
export function WithActual({ actual, format }: { readonly actual: CellActual; readonly format: Format }) {
  const { opened, shown, verdict } = actual;
  return (
    <>
      <span class="value">
        {verdict === 'signal' ? (
          <svg class="mark" role="img" aria-label={WORDS.keySignal} width="8" height="8" viewBox="0 0 8 8">
            <path d="M4 0 8 4 4 8 0 4Z" />
          </svg>
        ) : null}
        {format.count(opened, 0)}
      </span>
      <span class="against">
        <span class="visually-hidden">{WORDS.planned} </span>
        {format.count(shown)} <span class="change">{format.signed(opened - shown, 'count')}</span>
      </span>
    </>
  );
}

/** Under or over the plan as far as that is shown, a signal or not, whole or not. */
export function toneOf({ opened, shown, verdict, isWhole }: CellActual): string {
  const difference = opened - shown;
  const side = Math.abs(difference) < LEAST_SHOWN ? 'even' : difference < 0 ? 'under' : 'over';
  return `${side}${verdict === 'signal' ? ' signal' : ''}${isWhole ? '' : ' part'}`;
}

/** With one decimal. */
const LEAST_SHOWN = 0.05;
