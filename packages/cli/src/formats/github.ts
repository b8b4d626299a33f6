import type { ShownDiagnostic } from '@upsell/report';

/** Workflow commands, which a pull request shows beside the line. */
export function githubFormat(diagnostics: readonly ShownDiagnostic[]): string {
  return diagnostics
    .map(({ severity, file, range: { start, end }, code, message }) => {
      const command = severity === 'information' ? 'notice' : severity;
      const sameLine = start.line === end.line ? `,endColumn=${end.character}` : '';
      const where = `file=${property(file)},line=${start.line},col=${start.character},endLine=${end.line}${sameLine}`;
      return `::${command} ${where},title=${property(code)}::${data(message)}\n`;
    })
    .join('');
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
