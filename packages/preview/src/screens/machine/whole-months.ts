import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A scrolling table that begins with a month in sight, the last in its width, where it is wider than the page; -1 for none. A column of
 * which a part is out of sight is blank: of 13.3 the 3.3 that is left looks like a figure. `data-more` says on which sides there is more.
 */
export function useWholeMonths(month: number) {
  const scroll = useRef<HTMLElement>(null);
  const cut = useRef<readonly number[]>([]);
  const mark = () => {
    const own = scroll.current;
    const table = own?.querySelector('table');
    if (!own || !table) return;
    const now = cutColumns(own, table);
    for (const row of table.rows)
      for (const i of new Set([...cut.current, ...now])) row.cells[i]?.toggleAttribute('data-cut', now.includes(i));
    cut.current = now;
    const rest = own.scrollWidth - own.clientWidth - own.scrollLeft;
    own.dataset['more'] = [...(own.scrollLeft > 1 ? ['before'] : []), ...(rest > 1 ? ['after'] : [])].join(' ');
  };
  // Only as it comes: from then on the reader scrolls.
  useLayoutEffect(() => {
    const own = scroll.current;
    const head = own?.querySelectorAll<HTMLElement>('thead .month')[month];
    if (!own || !head) return;
    const covered = [...own.querySelectorAll<HTMLElement>('thead .sum')].filter(isSticky);
    const width = own.clientWidth - covered.reduce((sum, { offsetWidth }) => sum + offsetWidth, 0);
    own.scrollLeft = Math.max(0, head.offsetLeft + head.offsetWidth - width);
  }, []);
  // Rows come and go, and columns get wider, with every model.
  useLayoutEffect(mark);
  useLayoutEffect(() => {
    const own = scroll.current;
    if (!own) return undefined;
    const resized = new ResizeObserver(mark);
    resized.observe(own);
    own.addEventListener('scroll', mark, { passive: true });
    return () => {
      resized.disconnect();
      own.removeEventListener('scroll', mark);
    };
  }, []);
  return scroll;
}

/** The columns of which a part is covered by what stays in sight, or lies outside. */
function cutColumns(own: HTMLElement, table: HTMLTableElement): readonly number[] {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const { left, right } = own.getBoundingClientRect();
  const places = heads.map((head) => ({ stays: isSticky(head), place: head.getBoundingClientRect() }));
  const sums = places.filter(({ stays }, i) => stays && i > 0);
  const from = places[0]?.stays ? places[0].place.right : left;
  const to = Math.min(right, ...sums.map(({ place }) => place.left));
  const isOver = (place: DOMRect, edge: number) => place.left < edge - 1 && place.right > edge + 1;
  return places.flatMap(({ stays, place }, i) => (!stays && (isOver(place, from) || isOver(place, to)) ? [i] : []));
}

const isSticky = (head: HTMLElement): boolean => getComputedStyle(head).position === 'sticky';
