import type { ShownDiagnostic } from '@upsell/report';
import { type JunitCase, junitXml } from './junit-xml.ts';

/** JUnit XML: a test case a file, which fails with its errors; warnings and informations go to its output. */
export function junitFormat(diagnostics: readonly ShownDiagnostic[], files: readonly string[]): string {
  const names = [...new Set([...files, ...diagnostics.map(({ file }) => file)])];
  const line = ({ file, range: { start }, code, message }: ShownDiagnostic) =>
    `${file}:${start.line}:${start.character} ${message} [${code}]`;
  const cases = names.map((name): JunitCase => {
    const own = diagnostics.filter(({ file }) => file === name);
    const errors = own.filter(({ severity }) => severity === 'error');
    const others = own.filter(({ severity }) => severity !== 'error');
    const failure = {
      message: `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`,
      text: errors.map(line).join('\n'),
    };
    return { name, ...(errors.length > 0 && { failure }), output: others.map(line).join('\n') };
  });
  return junitXml('upsell check', cases);
}
