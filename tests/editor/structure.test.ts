/** What a real editor makes of the outline, the folds, the links, the selections and the colours that the server sends. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './until';

describe('the make-up of a model in the editor', () => {
  let document: vscode.TextDocument;
  const ask = <T>(what: string, command: string, ...more: readonly unknown[]) =>
    until<T[] | undefined>(
      what,
      async () => vscode.commands.executeCommand(command, document.uri, ...more),
      (found) => (found?.length ?? 0) > 0,
    ) as Promise<T[]>;

  before(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'no workspace folder is open');
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'acme', 'acme.upsell'));
    await vscode.window.showTextDocument(document);
  });

  it('is an outline with totals', async () => {
    const symbols = await ask<vscode.DocumentSymbol>('the outline', 'vscode.executeDocumentSymbolProvider');
    const channel = symbols.find(({ name }) => name === 'in_product');
    assert.match(channel?.detail ?? '', /^[\d.]+ opened\/mo · \$/);
    assert.deepEqual(
      channel?.children.map(({ name }) => name),
      ['limit_hits', 'upgrade_clicks', 'locked_views', 'conversion'],
    );
  });

  it('folds at its blocks', async () => {
    const folds = await ask<vscode.FoldingRange>('the folds', 'vscode.executeFoldingRangeProvider');
    const lines = folds.map(({ start, end }) => [document.lineAt(start).text, document.lineAt(end + 1).text]);
    assert.ok(lines.some(([first, rest]) => first?.startsWith('retention {') && rest === '}'));
  });

  it('leads to the library and to the actuals', async () => {
    const links = await ask<vscode.DocumentLink>('the links', 'vscode.executeLinkProvider');
    const files = links.map(({ target }) => target?.path.split('/').slice(-2).join('/'));
    for (const file of ['acme/shared.upsell', 'actuals/months.csv']) assert.ok(files.includes(file), files.join());
  });

  it('is selected by what it means', async () => {
    const at = document.positionAt(document.getText().indexOf('800/month') + 1);
    const [selection] = await ask<vscode.SelectionRange>('the selection', 'vscode.executeSelectionRangeProvider', [at]);
    const texts: string[] = [];
    for (let one = selection; one; one = one.parent as typeof one) texts.push(document.getText(one.range));
    const steps = ['800', '800/month', '800/month growing 1%/month counted 2025-11 to 2026-01'];
    assert.deepEqual(
      texts.filter((text) => steps.includes(text)),
      steps,
    );
  });

  it('tells the editor names alone, whose grammar colours all else', async () => {
    const legend = await until<vscode.SemanticTokensLegend | undefined>(
      'the legend',
      async () => vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', document.uri),
      (found) => found !== undefined,
    );
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    const types = new Set<string | undefined>();
    for (let i = 3; i < tokens.data.length; i += 5) types.add(legend?.tokenTypes[tokens.data[i] ?? -1]);
    assert.deepEqual([...types].sort(), ['class', 'enumMember', 'event', 'method', 'type', 'variable']);
  });
});
