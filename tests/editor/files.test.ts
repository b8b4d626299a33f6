/** What a model is made of besides itself: the server finds it, on the disk or wherever the editor reads from. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hintOn, lineOf, openFile, problems, uriOf } from './shown';
import { suiteInput } from './suite-input';
import { until } from './until';

const { host } = suiteInput();
const LIBRARY = 'acme/shared.upsell';
const MONTHS = 'acme/actuals/months.csv';

describe('the files that a model is made of', () => {
  /** All codes that were ever shown for the model. */
  const seen = new Set<string>();
  let document: vscode.TextDocument;
  let listener: vscode.Disposable;
  let model: number;

  before(async () => {
    const uri = uriOf('acme/acme.upsell').toString();
    listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const one of uris)
        if (one.toString() === uri)
          for (const { code } of vscode.languages.getDiagnostics(one))
            seen.add(String(typeof code === 'object' ? code.value : code));
    });
    document = await openFile('acme/acme.upsell');
    model = lineOf(document, /^model /);
  });

  after(() => listener.dispose());

  it('shows a model with its library and its actuals, and no problem on the way', async () => {
    await hintOn(document, model, (text) => /re-forecast/.test(text));
    await hintOn(document, lineOf(document, /^foundation channel tickets /), (text) => text.includes('opened/mo'));
    const wrong = /^(import-|unknown-|actuals-|plan-|syntax-)/;
    await until(
      'the diagnostics of the model',
      () => [...seen],
      (codes) => codes.length > 0,
    );
    assert.deepEqual(
      [...seen].filter((code) => wrong.test(code)),
      [],
    );
  });

  it('follows a library that changes on the disk', async () => {
    const text = await read(LIBRARY);
    const before = (await hintOn(document, model, (hint) => hint !== '')).text;
    const changed = text.replace('driver accounts 240', 'driver accounts 480');
    assert.notEqual(changed, text);
    await write(LIBRARY, changed);
    await hintOn(document, model, (hint) => hint !== before);
    await write(LIBRARY, text);
    await hintOn(document, model, (hint) => hint === before);
  });

  it('misses a library that is removed, and finds it again', async () => {
    const text = await read(LIBRARY);
    await vscode.workspace.fs.delete(uriOf(LIBRARY));
    await problems(document, 'import-not-found', (found) => found.length === 1);
    await write(LIBRARY, text);
    await problems(document, 'import-not-found', (found) => found.length === 0);
  });

  it('follows actuals that change on the disk', async () => {
    const text = await read(MONTHS);
    await write(MONTHS, text.replace(/^(\d{4}-\d{2}),/m, 'no month,'));
    const uri = uriOf(MONTHS);
    const shown = () => vscode.languages.getDiagnostics(uri).length;
    await until('a problem in the actuals', shown, (found) => found > 0);
    await write(MONTHS, text);
    await until('no problem in the actuals', shown, (found) => found === 0);
  });

  it('knows the files of the workspace that nobody has opened', async () => {
    const find = async () =>
      vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'emea');
    const found = await until('symbols', find, (symbols) => symbols.length > 0);
    assert.ok(found.some(({ location }) => location.uri.toString() === uriOf('portfolio/emea.upsell').toString()));

    const library = await vscode.workspace.openTextDocument(uriOf(LIBRARY));
    const line = lineOf(library, /^driver accounts /);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      library.uri,
      new vscode.Position(line, 'driver '.length),
      'customers',
    );
    assert.deepEqual(
      edit
        .entries()
        .map(([uri]) => uri.path.split('/').at(-1))
        .sort(),
      ['acme.upsell', 'shared.upsell'],
    );
  });

  // Only where the server reads through the editor, whatever it is that the editor reads from.
  if (host === 'web')
    it('reads what is on no disk', async () => {
      const files = new Map([
        ['/a/model.upsell', await read('acme/acme.upsell')],
        ['/a/shared.upsell', await read(LIBRARY)],
        ['/a/actuals/months.csv', await read(MONTHS)],
      ]);
      const provider = vscode.workspace.registerFileSystemProvider('memory', inMemory(files), { isReadonly: true });
      try {
        const virtual = await vscode.workspace.openTextDocument(vscode.Uri.parse('memory:/a/model.upsell'));
        await hintOn(virtual, model, (text) => /re-forecast/.test(text));
      } finally {
        provider.dispose();
      }
    });
});

const read = async (file: string): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(file)));

async function write(file: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uriOf(file), new TextEncoder().encode(text));
}

/** A file system with some files by their paths, which cannot be changed. */
function inMemory(files: ReadonlyMap<string, string>): vscode.FileSystemProvider {
  const textAt = (uri: vscode.Uri): Uint8Array => {
    const text = files.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  };
  const refuse = (uri: vscode.Uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => {}),
    stat: (uri) => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: textAt(uri).length }),
    readFile: textAt,
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
