import {
  type Analysis,
  type Fix,
  type Diagnostic as Found,
  fixesOf,
  type SourceFile,
  safeFixes,
} from '@upsell/language';
import { type Offer, refactoringsAt } from '@upsell/language/refactorings';
import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver';
import { exceptionsTo } from '../code-action-exceptions.ts';
import type { CodeActionRequest, OfferedAction } from '../offered-action.ts';
import { CodeActionKind } from '../protocol.ts';
import { workspaceEdit } from '../workspace-edit.ts';
import { asPublished } from './publish-diagnostics.ts';

const FIX_ALL = 'source.fixAll.upsell';

/** The kinds of code actions that there are: for a diagnostic, for what is under the cursor, and for the file. */
export const CODE_ACTION_KINDS: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  'refactor.move',
  FIX_ALL,
];

/**
 * textDocument/codeAction: the fixes of the diagnostics in a range, as the open models (the document's own first) find them, then
 * what silences them; the refactorings of what is under the cursor; and where it is asked for by name, all safe fixes at once.
 */
export function offeredActions(request: CodeActionRequest, analyses: readonly Analysis[]): readonly OfferedAction[] {
  const { only } = request.context;
  const isNamed = (kind: string) => only?.some((one) => kind === one || kind.startsWith(`${one}.`)) === true;
  return [
    ...(only && !isNamed(CodeActionKind.QuickFix) ? [] : forDiagnostics(request, analyses)),
    ...refactorings(request, analyses, (kind) => !only || isNamed(kind)),
    ...(isNamed(FIX_ALL) ? allSafe(request, analyses) : []),
  ];
}

/** The same with their edits, for a client that does not ask for them. */
export const codeActions = (request: CodeActionRequest, analyses: readonly Analysis[]): CodeAction[] =>
  offeredActions(request, analyses).flatMap(({ action, edit }) => {
    const made = edit();
    return made ? [{ ...action, edit: made }] : [];
  });

function forDiagnostics(request: CodeActionRequest, analyses: readonly Analysis[]): readonly OfferedAction[] {
  const { uri, range, form } = request;
  const fixing = new Map<string, OfferedAction>();
  const silencing = new Map<string, OfferedAction>();
  // Of many lines there would be a list of all that is wrong with them.
  const isOneLine = range.start.line === range.end.line;
  for (const analysis of analyses) {
    const file = analysis.files.findIndex((one) => one.uri === uri);
    for (const diagnostic of analysis.diagnostics) {
      if (diagnostic.file !== file) continue;
      const published = asPublished(analysis, diagnostic, form);
      if (!touches(published.range, range)) continue;
      // A library that several open models import has its problems in each of them.
      for (const one of fixes(request, analysis, diagnostic, published))
        fixing.set(JSON.stringify([one.action.title, published]), one);
      if (isOneLine)
        for (const one of exceptionsTo(request, analysis, diagnostic, published))
          silencing.set(one.action.title, silencing.get(one.action.title) ?? one);
    }
  }
  return [...fixing.values(), ...silencing.values()];
}

function fixes(
  { uri, around, takesSnippets }: CodeActionRequest,
  analysis: Analysis,
  diagnostic: Found,
  published: Diagnostic,
): readonly OfferedAction[] {
  const all = fixesOf(analysis, diagnostic);
  const possible = all.filter(({ creates }) => around.canCreate || !creates);
  return possible.map((fix: Fix) => {
    // Where the client cannot do the other one, this one is still a choice.
    const isOnly = all.length === 1 && !fix.changesForecast;
    const action: CodeAction = { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [published] };
    return {
      action: { ...action, isPreferred: fix.safe || fix.preferred || isOnly },
      edit: () => workspaceEdit(analysis, fix, uri, takesSnippets),
    };
  });
}

function refactorings(
  request: CodeActionRequest,
  analyses: readonly Analysis[],
  isWanted: (kind: string) => boolean,
): readonly OfferedAction[] {
  const { uri, range, around, renaming } = request;
  const own = analyses.find(({ program }) => program.files[0]?.uri === uri);
  if (!own || !CODE_ACTION_KINDS.some((kind) => kind.startsWith('refactor.') && isWanted(kind))) return [];
  const { lines } = own.program.files[0] as SourceFile;
  const selection = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
  return refactoringsAt({ analysis: own, range: selection, around }, isWanted).map((offer: Offer) => {
    const { title, kind, newName } = offer;
    return {
      action: { title, kind, ...(newName !== undefined && renaming && { command: renaming(newName) }) },
      edit: () => workspaceEdit(own, offer.make(), uri),
    };
  });
}

function allSafe({ uri }: CodeActionRequest, analyses: readonly Analysis[]): readonly OfferedAction[] {
  const own = analyses.find(({ files }) => files[0]?.uri === uri);
  const fixes = own ? safeFixes(own, (file) => file === 0) : [];
  if (!own || fixes.length === 0) return [];
  return [
    {
      action: { title: 'Make all safe fixes', kind: FIX_ALL },
      edit: () => workspaceEdit(own, { edits: fixes.flatMap(({ edits }) => edits) }, uri),
    },
  ];
}

const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);

const isBefore = (a: Range['start'], b: Range['start']): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
