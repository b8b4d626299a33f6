import { useCallback, useRef } from 'preact/hooks';

/** Arrow keys, Home and End in a table whose cells have `data-cell="row:month"`: one of them can be reached by Tab. */
export function useGridKeys() {
  const grid = useRef<HTMLTableElement>(null);
  const onKeyDown = useCallback((event: KeyboardEvent) => {
    const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cell]') : null;
    const [row, month] = (from?.dataset['cell'] ?? '').split(':').map(Number);
    if (!from || row === undefined || month === undefined) return;
    const last = (from.parentElement?.querySelectorAll('[data-cell]').length ?? 1) - 1;
    const to = TARGETS[event.key]?.(row, month, last);
    const next = to && grid.current?.querySelector<HTMLElement>(`[data-cell="${to[0]}:${to[1]}"]`);
    if (event.key === 'Enter') from.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    if (!next) return;
    event.preventDefault();
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }, []);
  return { grid, onKeyDown };
}

type Target = (row: number, month: number, last: number) => readonly [row: number, month: number];

const TARGETS: Readonly<Record<string, Target>> = {
  ArrowLeft: (row, month) => [row, month - 1],
  ArrowRight: (row, month) => [row, month + 1],
  ArrowUp: (row, month) => [row - 1, month],
  ArrowDown: (row, month) => [row + 1, month],
  Home: (row) => [row, 0],
  End: (row, _, last) => [row, last],
};
