/** A test case of a JUnit report. */
export interface JunitCase {
  readonly name: string;
  readonly failure?: JunitProblem;
  /** It could not be tested. */
  readonly error?: JunitProblem;
  readonly output?: string;
}

interface JunitProblem {
  readonly message: string;
  readonly text: string;
}

/** A JUnit report with one suite. */
export function junitXml(suite: string, cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure).length;
  const errors = cases.filter(({ error }) => error).length;
  const problem = (element: string, of: JunitProblem | undefined) =>
    of ? `\n      <${element} message="${xml(of.message)}">${xml(of.text)}</${element}>` : '';
  const lines = cases.map(({ name, failure, error, output }) => {
    const body =
      problem('failure', failure) +
      problem('error', error) +
      (output ? `\n      <system-out>${xml(output)}</system-out>` : '');
    return `    <testcase classname="${xml(suite)}" name="${xml(name)}"${body ? `>${body}\n    </testcase>` : '/>'}\n`;
  });
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n` +
    `  <testsuite name="${xml(suite)}" tests="${cases.length}" failures="${failures}"${errors > 0 ? ` errors="${errors}"` : ''}>\n${lines.join('')}` +
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
