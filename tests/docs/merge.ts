import { parseFile } from '@upsell/language';

type Element = ReturnType<typeof parseFile>['elements'][number];

/**
 * A file after the declarations of a block were written into it: each in the place of the one of its kind and name, where
 * there is one, else at the end.
 */
export function mergeInto(file: string, block: string): string {
  const parsed = parseFile('file:///block.upsell', block);
  const spans = parsed.elements.map((element) => ({ key: keyOf(element), ...spanOf(element) }));
  const added: { start: number; end: number }[] = [];
  let text = file;
  for (const [i, { key, start, end }] of spans.entries()) {
    const before = parseFile('file:///file.upsell', text).elements.find((element) => keyOf(element) === key);
    const last = added.at(-1);
    if (before) text = text.slice(0, spanOf(before).start) + block.slice(start, end) + text.slice(spanOf(before).end);
    // What stands together in the block stays together.
    else if (last && last.end === spans[i - 1]?.end) last.end = end;
    else added.push({ start, end });
  }
  return [text.trimEnd(), ...added.map(({ start, end }) => block.slice(start, end))].join('\n\n').concat('\n');
}

const spanOf = ({ $cstNode }: Element): { start: number; end: number } => ({
  start: $cstNode?.offset ?? 0,
  end: $cstNode?.end ?? 0,
});

/** Of a model one block each of model, sources and closing; of all else as many as have names. */
function keyOf(element: Element): string {
  const name = 'name' in element ? element.name : undefined;
  const isOne = ['ModelBlock', 'Sources', 'Closing', 'Retention'].includes(element.$type);
  return `${element.$type} ${isOne ? '' : (name ?? element.$cstNode?.text)}`;
}
