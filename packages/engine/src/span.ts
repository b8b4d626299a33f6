import type { Span } from './model.ts';

/*
 * Spans made of other spans. What reads the text may hand out spans that move as the text above them grows: a span is never
 * copied, and what is made of one reads it whenever it is read itself.
 */

/** From the start of one span to the end of another one in the same file. */
export const spanning = (from: Span, to: Span): Span => ({
  file: from.file,
  get start() {
    return from.start;
  },
  get end() {
    return to.end;
  },
});

/** The same place in a list of files in which so many more stand before its own. */
export const behindFiles = (span: Span, files: number): Span => ({
  file: span.file + files,
  get start() {
    return span.start;
  },
  get end() {
    return span.end;
  },
});
