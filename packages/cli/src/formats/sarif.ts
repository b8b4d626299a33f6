import type { ShownDiagnostic } from '@upsell/report';

interface Described {
  readonly code: string;
  readonly summary: string;
  readonly severity: string;
}

/** SARIF 2.1.0, which code hosts read. */
export function sarifFormat(
  diagnostics: readonly ShownDiagnostic[],
  rules: readonly Described[],
  version: string,
): string {
  const level = (severity: string) => (severity === 'information' ? 'note' : severity);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'upsell',
            version,
            rules: rules.map(({ code, summary, severity }) => ({
              id: code,
              shortDescription: { text: summary },
              defaultConfiguration: { level: level(severity) },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map(({ code, severity, message, file, range }) => ({
          ruleId: code,
          ruleIndex: rules.findIndex((rule) => rule.code === code),
          level: level(severity),
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file.split(/[\\/]/).map(encodeURIComponent).join('/') },
                region: {
                  startLine: range.start.line,
                  startColumn: range.start.character,
                  endLine: range.end.line,
                  endColumn: range.end.character,
                },
              },
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
