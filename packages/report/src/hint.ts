/** What stands behind a line, and the derivation that a tooltip shows (Markdown; names are identifiers). */
export interface HintText {
  readonly text: string;
  /** Of a hint that says what is withheld the rest, which may be empty. */
  readonly known?: string;
  /** Made when it is asked for: of the hints on a screen one is pointed at. */
  readonly derivation: string;
}

/** A hint with a derivation that `derive` makes when it is asked for. */
export const hint = (text: string, derive: () => string): HintText => ({
  text,
  get derivation() {
    return derive();
  },
});

/** The editor cuts a line's hints at this length. */
export const HINT_LIMIT = 43;

/** The first of some texts that a line has room for; the last one always does. */
export const fitting = (...texts: readonly string[]): string =>
  texts.find((text) => text.length < HINT_LIMIT) ?? (texts[texts.length - 1] as string);
