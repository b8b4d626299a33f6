/** A sentence in which names stand between backquotes: they are set as code. Nothing of it becomes markup. */
export const Marked = ({ text }: { readonly text: string }) => (
  <>{text.split(/`([^`]*)`/).map((part, i) => (i % 2 === 1 ? <code key={`${i}`}>{part}</code> : part))}</>
);
