/** What stands behind a line, and the derivation that a tooltip shows (Markdown; names are identifiers). */
export interface HintText {
  readonly text: string;
  readonly derivation: string;
}

/** The editor cuts a line's hints at this length. */
export const HINT_LIMIT = 43;

/** The first of some texts that a line has room for; the last one always does. */
export const fitting = (...texts: readonly string[]): string =>
  texts.find((text) => text.length < HINT_LIMIT) ?? (texts[texts.length - 1] as string);
