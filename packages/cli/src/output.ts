import { styleText } from 'node:util';

/** Options that every verb takes. */
export interface Common {
  readonly json?: boolean;
  readonly asOf?: string;
  readonly color: 'auto' | 'always' | 'never';
}

export type Style = Parameters<typeof styleText>[0];
export type Styler = (style: Style, text: string) => string;

/** A text without what a terminal would obey or reorder: control and bidirectional characters, each replaced by one sign. */
export const visible = (text: string): string => text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, keepSpace);

const keepSpace = (char: string): string => (char === '\t' || char === '\n' ? char : '\ufffd');

/** Results go to standard output. */
export const print = (text: string): void => {
  process.stdout.write(text);
};

/** Everything else goes to standard error. */
export const warn = (sentence: string): void => {
  process.stderr.write(`upsell: ${visible(sentence)}\n`);
};

/** Colours where they are wanted: a terminal, unless NO_COLOR is set or `--color` says otherwise. */
export function styler({ color }: Common): Styler {
  const wanted = color === 'always' || (color === 'auto' && process.stdout.isTTY && !process.env['NO_COLOR']);
  return (style, text) => (wanted ? styleText(style, text, { validateStream: false }) : text);
}
