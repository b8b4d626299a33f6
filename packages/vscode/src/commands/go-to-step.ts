import * as vscode from 'vscode';
import type { CurrentModel } from '../current-model.ts';

/**
 * Registers what the buttons of the walkthrough do. While one is pressed the walkthrough is the active editor, so each shows the model
 * first, and then what its step is about.
 */
export function registerGoToStep(model: CurrentModel): vscode.Disposable {
  const register = (name: string, go: (editor: vscode.TextEditor) => Promise<unknown>) =>
    vscode.commands.registerCommand(name, async () => {
      try {
        const editor = await model.reveal();
        if (editor) await go(editor);
      } catch (error) {
        // Nothing was picked.
        if (!(error instanceof vscode.CancellationError)) throw error;
      }
    });
  return vscode.Disposable.from(
    register('upsell.goToOwner', (editor) => goToText(editor, /^[ \t]*owner[ \t]+(?=(\w+))/m, NO_OWNER)),
    register('upsell.goToSources', (editor) => goToText(editor, /^[ \t]*(?=(sources)\b)/m, NO_SOURCES)),
    register('upsell.goToSampleVolume', (editor) => goToNumber(editor, VOLUME, NO_SAMPLE)),
    register('upsell.goToSampleConversion', (editor) => goToNumber(editor, CONVERSION, NO_SAMPLE)),
    register('upsell.showMachine', async ({ document }) =>
      vscode.commands.executeCommand('upsell.showPreviewToSide', document.uri),
    ),
  );
}

const NO_OWNER = 'The model has no owner of its own: write one, such as `owner support "Support lead"`.';
const NO_SOURCES = 'The model has no list of sources of its own: begin a line with `sources` to write one.';
const NO_SAMPLE = 'No number of the model is a sample or without evidence any more.';

/** Lines that such numbers stand in. */
const VOLUME = /^\s*(?:volume|customer touch|vendor touch)\b/;
const CONVERSION = /^\s*conversion\b/;

/** Selects what the group of a pattern matches. */
async function goToText(editor: vscode.TextEditor, pattern: RegExp, otherwise: string): Promise<void> {
  const { document } = editor;
  const found = pattern.exec(document.getText());
  if (!found) return void vscode.window.showInformationMessage(otherwise);
  const start = found.index + found[0].length;
  select(editor, new vscode.Range(document.positionAt(start), document.positionAt(start + (found[1] ?? '').length)));
}

/** Selects the next number that nobody has looked at yet, first of those in some lines; behind the last comes the first. */
async function goToNumber(editor: vscode.TextEditor, lines: RegExp, otherwise: string): Promise<void> {
  const { document, selection } = editor;
  const all = (await unproven(document)).map(({ range }) => range).toSorted((a, b) => a.start.compareTo(b.start));
  const wanted = all.filter(({ start }) => lines.test(document.lineAt(start).text));
  const among = wanted.length > 0 ? wanted : all;
  const next = among.find(({ start }) => start.isAfter(selection.end)) ?? among[0];
  if (next) select(editor, next);
  else void vscode.window.showInformationMessage(otherwise);
}

/** What the server says of numbers without evidence; of a document that was just opened, as soon as it says something. */
async function unproven(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  for (const end = Date.now() + PATIENCE; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = vscode.languages.getDiagnostics(document.uri).filter(({ code }) => UNPROVEN.has(codeOf(code)));
    if (found.length > 0 || Date.now() > end) return found;
  }
}

const codeOf = (code: vscode.Diagnostic['code']): string => String(typeof code === 'object' ? code.value : code);

const UNPROVEN: ReadonlySet<string> = new Set(['sample-number', 'no-provenance']);

/** In milliseconds. */
const PATIENCE = 2_000;

function select(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
