import { type Analysis, type Diagnostic as Found, Lines } from '@upsell/language';
import { configWith, otherSeverities, severityEdit, silencingOf } from '@upsell/language/refactorings';
import type { Diagnostic, WorkspaceEdit } from 'vscode-languageserver';
import type { CodeActionRequest, ConfigPlace, OfferedAction } from './offered-action.ts';
import { CodeActionKind } from './protocol.ts';
import { creation, workspaceEdit } from './workspace-edit.ts';

/**
 * What can be done about a diagnostic besides mending it: silence it on its line, with a reason, and give its rule another severity in
 * the project's `upsell.config.json`. Neither is there for what leaves a number without a value.
 */
export const exceptionsTo = (
  request: CodeActionRequest,
  analysis: Analysis,
  diagnostic: Found,
  published: Diagnostic,
): readonly OfferedAction[] => [
  ...silencing(request, analysis, diagnostic, published),
  ...severities(request, diagnostic, published),
];

function silencing(
  { uri, takesSnippets }: CodeActionRequest,
  analysis: Analysis,
  diagnostic: Found,
  published: Diagnostic,
): readonly OfferedAction[] {
  const found = silencingOf(analysis, diagnostic);
  if (!found) return [];
  const { edit, reason } = found;
  const title = `Silence \`${diagnostic.code}\` on this line, with a reason`;
  return [
    {
      action: { title, kind: CodeActionKind.QuickFix, diagnostics: [published] },
      edit: () => workspaceEdit(analysis, { edits: [edit], toFill: [reason] }, uri, takesSnippets),
    },
  ];
}

function severities(
  { around, config }: CodeActionRequest,
  diagnostic: Found,
  published: Diagnostic,
): readonly OfferedAction[] {
  const { code } = diagnostic;
  const others = otherSeverities(diagnostic);
  const place = others.length > 0 ? config() : undefined;
  if (!place || (place.text === undefined && !around.canCreate)) return [];
  return others.flatMap((severity) => {
    const edit = configEdit(place, code, severity);
    const title = `Set \`${code}\` to \`${severity}\` in upsell.config.json`;
    if (!edit) return [];
    return [{ action: { title, kind: CodeActionKind.QuickFix, diagnostics: [published] }, edit: () => edit }];
  });
}

function configEdit(
  { uri, text, version }: ConfigPlace,
  code: string,
  severity: Parameters<typeof configWith>[1],
): WorkspaceEdit | undefined {
  if (text === undefined) return { documentChanges: creation(uri, configWith(code, severity)) };
  const edit = severityEdit(text, code, severity);
  if (!edit) return undefined;
  const lines = new Lines(text);
  const edits = [{ range: { start: lines.at(edit.start), end: lines.at(edit.end) }, newText: edit.newText }];
  // With its version the client refuses it where somebody has typed meanwhile.
  return version === undefined
    ? { changes: { [uri]: edits } }
    : { documentChanges: [{ textDocument: { uri, version }, edits }] };
}
