/**
 * The text of a test for where it is shown as in a terminal, which breaks a line wherever it is full: lines are broken between words, and
 * go on below their first one. Columns of a table stay as they are.
 */
export const wrapped = (text: string): string => text.split('\n').flatMap(linesOf).join('\n');

/** What came of a test, with the model that it belongs to behind the first paragraph. */
export function withModel(text: string, model: string): string {
  const [said = '', ...rest] = text.split('\n\n');
  return [`${said}\nin ${model}`, ...rest].join('\n\n');
}

/** Characters for which a narrow panel has room. */
const WIDTH = 60;

function linesOf(line: string): readonly string[] {
  const [, indent = '', words = ''] = /^(\s*(?:- )?)(.*)$/.exec(line) ?? [];
  if (line.length <= WIDTH || / {3}/.test(words)) return [line];
  const [first = '', ...others] = words.split(' ');
  const lines: string[] = [];
  let last = indent + first;
  for (const word of others)
    if (last.length + 1 + word.length <= WIDTH) last += ` ${word}`;
    else {
      lines.push(last.trimEnd());
      last = ' '.repeat(indent.length) + word;
    }
  return [...lines, last];
}
