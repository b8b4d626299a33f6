import { useCallback, useRef, useState } from 'preact/hooks';

/**
 * Arrow keys, Home and End in a table whose cells have `data-cell="row:month"`: one of them, `stop`, can be reached by Tab, the one that
 * had the focus last. `rows` and `months` say how many there are.
 */
export function useGridKeys(rows: number, months: number) {
  const grid = useRef<HTMLTableElement>(null);
  const [last, setLast] = useState<Place>([0, 0]);
  const stop = last[0] < rows && last[1] < months ? `${last[0]}:${last[1]}` : '0:0';
  const onFocus = useCallback((target: EventTarget | null) => {
    const place = placeOf(target);
    if (place) setLast(place);
  }, []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const from = placeOf(event.target);
      if (!from) return;
      if (event.key === 'Enter') (event.target as Element).dispatchEvent(new MouseEvent('click', { bubbles: true }));
      const to = TARGETS[event.key]?.(from, months - 1);
      const next = to && grid.current?.querySelector<HTMLElement>(`[data-cell="${to[0]}:${to[1]}"]`);
      if (!next) return;
      event.preventDefault();
      next.focus();
    },
    [months],
  );
  return { grid, stop, onFocus, onKeyDown };
}

type Place = readonly [row: number, month: number];

/** The place of the cell that something stands in. */
export function placeOf(target: EventTarget | null): Place | undefined {
  const cell = target instanceof Element ? target.closest('[data-cell]') : null;
  const [row, month] = (cell?.getAttribute('data-cell') ?? '').split(':').map(Number);
  return cell && row !== undefined && month !== undefined ? [row, month] : undefined;
}

const TARGETS: Readonly<Record<string, (from: Place, last: number) => Place>> = {
  ArrowLeft: ([row, month]) => [row, month - 1],
  ArrowRight: ([row, month]) => [row, month + 1],
  ArrowUp: ([row, month]) => [row - 1, month],
  ArrowDown: ([row, month]) => [row + 1, month],
  Home: ([row]) => [row, 0],
  End: ([row], last) => [row, last],
};
