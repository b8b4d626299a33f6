import type { Change } from './measured-server.ts';

/**
 * A keystroke that puts another digit into a number in the middle of a text, by how many came before it. `number` matches a line
 * that has such a number; its first group ends before the digit.
 */
export function numberKeystrokes(text: string, number: RegExp): (before: number) => Change {
  const lines = text.split('\n');
  const line = lines.findIndex((content, i) => i >= lines.length / 2 && number.test(content));
  const character = number.exec(lines[line] ?? '')?.[1]?.length;
  if (character === undefined) throw new Error(`no number of ${number} in the middle`);
  const range = { start: { line, character }, end: { line, character: character + 1 } };
  return (before) => ({ range, text: String(1 + (before % 9)) });
}

/** How many lines a text has; each ends with a line break. */
export const lineCount = (text: string): number => text.split('\n').length - 1;
