/** The forecast beside the text, in a real editor: what it shows is what the engine says, and what is broken is withheld. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hintOn, lineOf, openFile, problems } from './shown';
import { suiteInput } from './suite-input';

const { example, forecast, host } = suiteInput();

describe('the forecast in the editor', () => {
  let document: vscode.TextDocument;

  before(async () => {
    const extension = vscode.extensions.getExtension('upsell.upsell');
    assert.ok(extension, 'the extension upsell.upsell is not installed');
    await extension.activate();
    document = await openFile(example);
  });

  it('runs where it is meant to run', () => {
    assert.equal(typeof process === 'undefined' ? 'web' : 'node', host);
  });

  it('knows a .upsell file by its language', () => {
    assert.equal(document.languageId, 'upsell');
  });

  it("ends the model's line with its opened a month and its revenue", async () => {
    const hint = await hintOn(document, lineOf(document, /^model /), (text) =>
      shows(text, perMonth(sum(forecast.channels.flatMap(({ opened }) => opened)))),
    );
    assert.ok(
      shows(hint.text, shortMoney(forecast.summary.revenue)),
      `no ${shortMoney(forecast.summary.revenue)} in "${hint.text}"`,
    );
    assert.equal(
      hint.character,
      document.lineAt(hint.line).text.length,
      'the hint does not stand at the end of its line',
    );
  });

  it('gives every channel its opened a month', async () => {
    assert.ok(forecast.channels.length >= 7, 'the example has fewer than seven channels');
    for (const channel of forecast.channels) {
      const line = lineOf(document, new RegExp(`\\bchannel ${channel.name}\\b`));
      await hintOn(document, line, (text) => shows(text, perMonth(sum(channel.opened))));
    }
  });

  it('withholds the total while a rate is above 1, and gives it back', async () => {
    const line = lineOf(document, /conversion\s+15%/);
    const header = lineOf(document, /^model /);
    const total = (await hintOn(document, header, (text) => text !== '')).text;
    const start = document.lineAt(line).text.indexOf('15%');

    await replace(document, new vscode.Range(line, start, line, start + 3), '150%');
    const [problem] = await problems(document, 'rate-above-one', (found) => found.length === 1);
    assert.ok(problem);
    assert.deepEqual(plain(problem.range), plain(new vscode.Range(line, start, line, start + 4)));
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    const withheld = await hintOn(document, header, (text) => text.includes('withheld'));
    assert.match(withheld.text, new RegExp(`\\bline ${line + 1}\\b`), 'the hint does not name the line of the error');
    assert.ok(
      !shows(withheld.text, shortMoney(forecast.summary.revenue)),
      `a total is still shown: "${withheld.text}"`,
    );

    await replace(document, new vscode.Range(line, start, line, start + 4), '15%');
    await problems(document, 'rate-above-one', (found) => found.length === 0);
    await hintOn(document, header, (text) => text === total);
  });

  it('evaluates an untitled document', async () => {
    const content = document.getText();
    const untitled = await vscode.workspace.openTextDocument({ language: 'upsell', content });
    assert.equal(untitled.uri.scheme, 'untitled');
    await vscode.window.showTextDocument(untitled);
    await hintOn(untitled, lineOf(untitled, /^model /), (text) => shows(text, shortMoney(forecast.summary.revenue)));

    const line = lineOf(untitled, /conversion\s+15%/);
    const start = untitled.lineAt(line).text.indexOf('15%');
    await replace(untitled, new vscode.Range(line, start, line, start + 3), '150%');
    await problems(untitled, 'rate-above-one', (found) => found.length === 1);
  });
});

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit), `the edit "${text}" was refused`);
}

/** A range as numbers, from 0: start line and character, end line and character. */
function plain({ start, end }: vscode.Range): number[] {
  return [start.line, start.character, end.line, end.character];
}

/** Whether a hint has a figure in it, and not merely as a part of a longer one. */
function shows(text: string, figure: string): boolean {
  return new RegExp(`(?<![\\d.,])${figure.replace('.', '\\.')}(?!\\d)`).test(text);
}

/** A period's opportunities as a month's average, the way that hints write it: `35.7`. */
function perMonth(opened: number): string {
  return (opened / forecast.months.length).toFixed(1);
}

/** Money the way that hints write it, without the currency: whole units below 10,000, else three significant digits: `1.29M`. */
function shortMoney(amount: number): string {
  const [unit, suffix] = amount >= 1e9 ? [1e9, 'B'] : amount >= 1e6 ? [1e6, 'M'] : amount >= 1e4 ? [1e3, 'k'] : [1, ''];
  return suffix ? `${(amount / unit).toPrecision(3)}${suffix}` : amount.toFixed(0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
