import type { TextEdit } from '../text-edit.ts';

/** An edit without what stays the same at its ends; none where all of it does. A CRLF is never cut in two. */
export function smallest(text: string, { start, end, newText }: TextEdit): readonly TextEdit[] {
  if (text.slice(start, end) === newText) return [];
  const most = Math.min(end - start, newText.length);
  let head = 0;
  while (head < most && text[start + head] === newText[head]) head++;
  if (cuts(newText, head)) head--;
  let tail = 0;
  while (tail < most - head && text[end - tail - 1] === newText[newText.length - tail - 1]) tail++;
  if (cuts(text, end - tail) || cuts(newText, newText.length - tail)) tail--;
  return [{ start: start + head, end: end - tail, newText: newText.slice(head, newText.length - tail) }];
}

const cuts = (text: string, at: number): boolean => text[at - 1] === '\r' && text[at] === '\n';
