import { useEffect, useMemo, useState } from 'preact/hooks';
import { placeOf } from './grid-keys.ts';

/** The cell that a tooltip tells of. */
export interface Pointed {
  readonly element: Element;
  readonly row: number;
  readonly month: number;
  /** The pointer has called the tooltip, and may go there; to one that the keyboard has called a pointer is blind. */
  readonly isHovered: boolean;
}

/**
 * What the pointer rests on, or has the focus. It waits a moment: a pointer that only passes calls nothing, and one that goes to the
 * tooltip, to read it or to copy from it, does not lose it on its way.
 */
export function usePointed() {
  const [pointed, setPointed] = useState<Pointed>();
  const point = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stay = () => clearTimeout(timer);
    const later = (next: Pointed | undefined, milliseconds: number) => {
      stay();
      timer = setTimeout(setPointed, milliseconds, next);
    };
    return {
      focus: (target: EventTarget | null) => {
        stay();
        // What is clicked on the pointer has called before.
        setPointed((now) => (now && now.element === cellOf(target) ? now : pointedAt(target, false)));
      },
      restAt: (target: EventTarget | null) => later(pointedAt(target, true), REST),
      leave: () => later(undefined, REST),
      stay,
      away: () => {
        stay();
        setPointed(undefined);
      },
    };
  }, []);
  useEffect(() => {
    if (!pointed) return undefined;
    // Also where the pointer has called the tooltip, and the focus is elsewhere.
    const onEscape = ({ key }: KeyboardEvent) => (key === 'Escape' ? point.away() : undefined);
    document.addEventListener('keydown', onEscape);
    return () => document.removeEventListener('keydown', onEscape);
  }, [pointed, point]);
  return { pointed, point };
}

const cellOf = (target: EventTarget | null) => (target as Element | null)?.closest('[data-cell]');

function pointedAt(target: EventTarget | null, isHovered: boolean): Pointed | undefined {
  const place = placeOf(target);
  const element = cellOf(target);
  return element && place ? { element, row: place[0], month: place[1], isHovered } : undefined;
}

/** In milliseconds. */
const REST = 200;
