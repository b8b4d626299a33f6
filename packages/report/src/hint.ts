import type { Broken } from '@upsell/engine';

/** What stands behind a line, and the derivation that a tooltip shows (Markdown; names are identifiers). */
export interface HintText {
  readonly text: string;
  /** Of a hint that says what is withheld the rest, which may be empty. */
  readonly known?: string;
  /** Made when it is asked for: of the hints on a screen one is pointed at. */
  readonly derivation: string;
  /** What may stand there once it is withheld, while somebody types: `text` without what is known of it no more. */
  readonly lasting?: string;
  /** What withholds the value, or a part of it. */
  readonly because?: Broken;
}

/** A hint with a derivation that `derive` makes when it is asked for. */
export const hint = (text: string, derive: () => string): HintText => ({
  text,
  get derivation() {
    return derive();
  },
});

/**
 * The text of a hint that says what is withheld behind what is `known` of its line: `withheld: see line 12`. Where there is no room for
 * both, why nothing more is known says more than that nothing is.
 */
export const withheldText = (known: string, why: string): string =>
  known === ''
    ? fitting(`withheld: ${why}`, 'withheld: see an imported file')
    : fitting(`${known} · withheld: ${why}`, `${known} · ${why}`, `${known} · withheld`, known);

/** A withheld hint on the line that withholds it, which says what is wrong there: `withheld: no conversion`, `withheld: rate above one`. */
export const withheldHere = (now: HintText, code: string, lacks: string | undefined): HintText => ({
  ...now,
  derivation: now.derivation,
  text: withheldText(now.known ?? '', lacks === undefined ? code.replaceAll('-', ' ') : `no ${lacks}`),
});

/** The editor cuts a line's hints at this length. */
export const HINT_LIMIT = 43;

/** The first of some texts that a line has room for; the last one always does. */
export const fitting = (...texts: readonly string[]): string =>
  texts.find((text) => text.length < HINT_LIMIT) ?? (texts[texts.length - 1] as string);

/** The last value of a line that `now` withholds while somebody types: marked as no longer current, by a text that fits. */
export function staleHint(last: string, now: HintText): HintText {
  const [first = last] = last.split(' · ');
  return {
    text: fitting(`${last} …`, `${first} …`),
    derivation: `Before the edit: ${last}.\n\n${now.derivation}`,
    because: now.because,
  };
}
