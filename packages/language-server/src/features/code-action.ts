import { type Analysis, type Fix, fixesOf, resolveImport, type SourceFile, safeFixes } from '@upsell/language';
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { asPublished, type DiagnosticForm } from './publish-diagnostics.ts';

/** The kinds of code actions that there are: one for a diagnostic, and one for the file. */
export const CODE_ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, 'source.fixAll.upsell'];

/** What of a document is asked, and whether the client can create files. */
export interface CodeActionRequest {
  readonly uri: string;
  readonly range: Range;
  readonly context: CodeActionContext;
  readonly canCreate: boolean;
  /** How the client was told of the diagnostics. */
  readonly form: DiagnosticForm;
}

/**
 * textDocument/codeAction: the fixes of the diagnostics in a range, as the open models (the document's own first) find them;
 * and where it is asked for by name, all safe fixes in the document at once.
 */
export function codeActions(request: CodeActionRequest, analyses: readonly Analysis[]): CodeAction[] {
  const { only } = request.context;
  const [quickFix, fixAll] = CODE_ACTION_KINDS.map((kind) =>
    only?.some((one) => kind === one || kind.startsWith(`${one}.`)),
  );
  return [...(only && !quickFix ? [] : quickFixes(request, analyses)), ...(fixAll ? allSafe(request, analyses) : [])];
}

function quickFixes({ uri, range, canCreate, form }: CodeActionRequest, analyses: readonly Analysis[]): CodeAction[] {
  const actions = new Map<string, CodeAction>();
  for (const analysis of analyses) {
    const file = analysis.files.findIndex((one) => one.uri === uri);
    for (const diagnostic of analysis.diagnostics) {
      if (diagnostic.file !== file) continue;
      const published = asPublished(analysis, diagnostic, form);
      if (!touches(published.range, range)) continue;
      const fixes = fixesOf(analysis, diagnostic).filter(({ creates }) => canCreate || !creates);
      for (const fix of fixes) {
        const action = quickFix(analysis, published, fix, uri);
        const isOnly = fixes.length === 1 && !fix.changesForecast;
        // A library that several open models import has its problems in each of them.
        actions.set(JSON.stringify([action.title, published]), { ...action, isPreferred: fix.safe || isOnly });
      }
    }
  }
  return [...actions.values()];
}

const quickFix = (analysis: Analysis, diagnostic: Diagnostic, fix: Fix, uri: string): CodeAction => ({
  title: fix.title,
  kind: CodeActionKind.QuickFix,
  diagnostics: [diagnostic],
  edit: workspaceEdit(analysis, fix, uri),
});

/** Edits of an analysis' files, and a file to create beside `from`. */
export function workspaceEdit(
  analysis: Analysis,
  { edits, creates }: Pick<Fix, 'edits' | 'creates'>,
  from: string,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, start, end, newText } of edits) {
    const { uri, lines } = analysis.files[file] as SourceFile;
    changes[uri] = [...(changes[uri] ?? []), { range: { start: lines.at(start), end: lines.at(end) }, newText }];
  }
  if (!creates) return { changes };
  const uri = resolveImport(from, creates.path);
  const start = { line: 0, character: 0 };
  const others = Object.entries(changes).map(([changed, its]) => ({
    textDocument: { uri: changed, version: null },
    edits: its,
  }));
  const text = {
    textDocument: { uri, version: null },
    edits: [{ range: { start, end: start }, newText: creates.text }],
  };
  return { documentChanges: [{ kind: 'create', uri }, text, ...others] };
}

function allSafe({ uri }: CodeActionRequest, analyses: readonly Analysis[]): CodeAction[] {
  const own = analyses.find(({ files }) => files[0]?.uri === uri);
  const fixes = own ? safeFixes(own, (file) => file === 0) : [];
  if (!own || fixes.length === 0) return [];
  const edit = workspaceEdit(own, { edits: fixes.flatMap(({ edits }) => edits) }, uri);
  return [{ title: 'Make all safe fixes', kind: 'source.fixAll.upsell', edit }];
}

const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);

const isBefore = (a: Range['start'], b: Range['start']): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
