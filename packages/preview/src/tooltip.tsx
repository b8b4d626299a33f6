import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What is said of an element beside it, for as long as it is there. It takes no focus; it touches its element, so that a pointer gets there. */
export function Tooltip({
  id,
  of,
  isHovered,
  onEnter,
  onLeave,
  children,
}: {
  readonly id: string;
  readonly of: Element;
  /** A pointer can go there. */
  readonly isHovered: boolean;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly children: ComponentChildren;
}) {
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = own.current;
    if (!box) return undefined;
    return autoUpdate(of, box, async () => {
      const { x, y } = await computePosition(of, box, {
        strategy: 'fixed',
        placement: 'bottom-start',
        middleware: [offset(1), flip(), shift({ padding: 8 })],
      });
      // The style of an element may be set by script where a policy allows no style in the text.
      box.style.left = `${x}px`;
      box.style.top = `${y}px`;
    });
  }, [of]);
  return (
    <div
      ref={own}
      id={id}
      role="tooltip"
      class={`tooltip${isHovered ? ' hovered' : ''}`}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      {children}
    </div>
  );
}
