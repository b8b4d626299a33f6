import { useLayoutEffect, useRef } from 'preact/hooks';

/** A scrolling table that begins with a month in sight, the last in its width, where it is wider than the page; -1 for none. */
export function useMonthInSight(month: number) {
  const scroll = useRef<HTMLElement>(null);
  // Only as it comes: from then on the reader scrolls.
  useLayoutEffect(() => {
    const own = scroll.current;
    const head = own?.querySelectorAll<HTMLElement>('thead .month')[month];
    if (!own || !head) return;
    const covered = [...own.querySelectorAll<HTMLElement>('thead .sum')].filter(
      (sum) => getComputedStyle(sum).position === 'sticky',
    );
    const width = own.clientWidth - covered.reduce((sum, { offsetWidth }) => sum + offsetWidth, 0);
    own.scrollLeft = Math.max(0, head.offsetLeft + head.offsetWidth - width);
  }, []);
  return scroll;
}
