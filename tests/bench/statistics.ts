/** The value below which the share `q` of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The exponent of growth between the first and the last size: 1 is linear. */
export const growth = (sizes: readonly number[], times: readonly number[]): number =>
  Math.log((times.at(-1) ?? 1) / (times[0] ?? 1)) / Math.log((sizes.at(-1) ?? 1) / (sizes[0] ?? 1));

/** A number of milliseconds as tables show it; a dash where there is none. */
export function ms(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? whole(value) : value.toFixed(value < 10 ? 2 : 1);
}

export const ratio = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2));

export const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** A heading and a Markdown table, with sentences below it; the first row is its head. */
export function section(
  title: string,
  [head = [], ...rows]: readonly (readonly string[])[],
  notes: readonly string[] = [],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const isText = (i: number) => rows.every((cells) => !/^[\d.,–]+$/.test(cells[i] ?? ''));
  const rule = line(head.map((_, i) => (isText(i) ? '---' : '---:')));
  return [`### ${title}`, '', line(head), rule, ...rows.map(line), ...notes.flatMap((note) => ['', note]), ''].join(
    '\n',
  );
}
