import type { ShownDiagnostic } from '@upsell/report';

/** JUnit XML: a test case a file, which fails with its errors; warnings and informations go to its output. */
export function junitFormat(diagnostics: readonly ShownDiagnostic[], files: readonly string[]): string {
  const names = [...new Set([...files, ...diagnostics.map(({ file }) => file)])];
  const line = ({ file, range: { start }, code, message }: ShownDiagnostic) =>
    `${file}:${start.line}:${start.character} ${message} [${code}]`;
  let failures = 0;
  const cases = names.map((name) => {
    const own = diagnostics.filter(({ file }) => file === name);
    const errors = own.filter(({ severity }) => severity === 'error');
    const others = own.filter(({ severity }) => severity !== 'error');
    if (errors.length > 0) failures++;
    const failure =
      errors.length > 0
        ? `\n      <failure message="${xml(`${errors.length} errors`)}">${xml(errors.map(line).join('\n'))}</failure>`
        : '';
    const output = others.length > 0 ? `\n      <system-out>${xml(others.map(line).join('\n'))}</system-out>` : '';
    const body = failure + output;
    return `    <testcase classname="upsell check" name="${xml(name)}"${body ? `>${body}\n    </testcase>` : '/>'}`;
  });
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n` +
    `  <testsuite name="upsell check" tests="${names.length}" failures="${failures}">\n${cases.join('\n')}${names.length > 0 ? '\n' : ''}` +
    `  </testsuite>\n</testsuites>\n`
  );
}

/** Text for XML 1.0: its five signs escaped, and what it cannot hold replaced. */
function xml(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    const holds =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 32 && !(code >= 0xd800 && code < 0xe000) && (code & 0xfffe) !== 0xfffe);
    out += holds ? (ESCAPES[char] ?? char) : '\ufffd';
  }
  return out;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
