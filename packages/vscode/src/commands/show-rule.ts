import * as vscode from 'vscode';

/** A command of ours that is not in the palette: the code of a problem calls it with itself. */
const SHOW_RULE = 'upsell.showRule';

/** Registers what shows the page of a rule as a page: opened as a file it would be its source. `pages` is the folder of the pages. */
export function registerShowRule(pages: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_RULE, async (code: unknown): Promise<void> => {
    if (typeof code !== 'string' || !/^[a-z][a-z0-9-]*$/.test(code)) return;
    const page = vscode.Uri.joinPath(pages, `${code}.md`);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', page);
    } catch {
      // Where nothing shows Markdown, its source is still better than nothing.
      await vscode.window.showTextDocument(page);
    }
  });
}

/** Diagnostics whose codes lead to the pages of their rules as pages, where they lead to their files. */
export const withRules = (diagnostics: readonly vscode.Diagnostic[]): vscode.Diagnostic[] =>
  diagnostics.map((diagnostic) => {
    const { code } = diagnostic;
    if (typeof code !== 'object' || !code.target.path.endsWith(`/docs/rules/${code.value}.md`)) return diagnostic;
    const query = encodeURIComponent(JSON.stringify([code.value]));
    diagnostic.code = { value: code.value, target: vscode.Uri.parse(`command:${SHOW_RULE}?${query}`) };
    return diagnostic;
  });
