import type { ShownDiagnostic } from '@upsell/report';
import type { Styler } from '../output.ts';

/** Diagnostics for a person: the place, what is wrong, and the line with the wrong text underlined where it is known. */
export function prettyFormat(
  diagnostics: readonly ShownDiagnostic[],
  texts: ReadonlyMap<string, string>,
  style: Styler,
): string {
  return diagnostics
    .map((diagnostic) => {
      const { file, range, severity, code, message } = diagnostic;
      const colour = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'blue';
      const head = `${style('bold', `${file}:${range.start.line}:${range.start.character}`)} ${style(colour, severity)} ${message} ${style('dim', `[${code}]`)}`;
      return `${[head, ...excerpt(diagnostic, texts.get(file), style)].join('\n')}\n`;
    })
    .join('');
}

function excerpt({ range }: ShownDiagnostic, text: string | undefined, style: Styler): readonly string[] {
  const line = text?.split(/\r\n|\r|\n/)[range.start.line - 1];
  if (line === undefined || line.length > 160) return [];
  const end = range.end.line === range.start.line ? range.end.character : line.length + 1;
  const number = String(range.start.line);
  const gap = line.slice(0, range.start.character - 1).replaceAll(/[^\t]/g, ' ');
  const marks = '^'.repeat(Math.max(1, end - range.start.character));
  return [
    `  ${style('dim', `${number} |`)} ${line}`,
    `  ${' '.repeat(number.length)} ${style('dim', '|')} ${gap}${style('red', marks)}`,
  ];
}
