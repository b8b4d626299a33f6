import type { ComponentChildren } from 'preact';

/** What may be wider than the page: it scrolls by itself, by the keyboard too. */
export const Scroll = ({
  labelledBy,
  children,
}: {
  readonly labelledBy: string;
  readonly children: ComponentChildren;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in it can take the focus, and the keyboard scrolls what has it
  <section class="scroll" aria-labelledby={labelledBy} tabIndex={0}>
    {children}
  </section>
);
