import type { ShownDiagnostic } from '@upsell/report';
import { type Styler, visible } from '../output.ts';

/**
 * Diagnostics for a person: the place, what is wrong, and the line with the wrong text underlined where it is known.
 * `lines` holds each file's lines.
 */
export function prettyFormat(
  diagnostics: readonly ShownDiagnostic[],
  lines: ReadonlyMap<string, readonly string[]>,
  style: Styler,
): string {
  return diagnostics
    .map((diagnostic) => {
      const { file, range, severity, code, message } = diagnostic;
      const colour = COLOURS[severity];
      const place = style('bold', visible(`${file}:${range.start.line}:${range.start.character}`));
      const head = `${place} ${style(colour, severity)} ${visible(message)} ${style('dim', `[${code}]`)}`;
      return `${[head, ...excerpt(diagnostic, lines.get(file), style)].join('\n')}\n`;
    })
    .join('');
}

/** The lines of a text. */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

const COLOURS = { error: 'red', warning: 'yellow', information: 'blue' } as const;

function excerpt(
  { range, severity }: ShownDiagnostic,
  lines: readonly string[] | undefined,
  style: Styler,
): readonly string[] {
  const line = lines?.[range.start.line - 1];
  if (line === undefined || line.length > 160) return [];
  const end = range.end.line === range.start.line ? range.end.character : line.length + 1;
  const number = String(range.start.line);
  const gap = line.slice(0, range.start.character - 1).replaceAll(/[^\t]/g, ' ');
  const marks = '^'.repeat(Math.max(1, end - range.start.character));
  return [
    `  ${style('dim', `${number} |`)} ${visible(line)}`,
    `  ${' '.repeat(number.length)} ${style('dim', '|')} ${gap}${style(COLOURS[severity], marks)}`,
  ];
}
