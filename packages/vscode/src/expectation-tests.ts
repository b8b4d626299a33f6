import {
  EXPECTATIONS,
  type ExpectationOutcome,
  type ExpectationsParams,
  type ModelExpectations,
} from '@upsell/language-server/requests';
import * as vscode from 'vscode';
import type { Client } from './client.ts';
import type { ClientUser } from './client-user.ts';
import { withModel, wrapped } from './test-text.ts';

/** The `expect` statements of all models in the Test Explorer. */
export interface ExpectationTests extends ClientUser, vscode.Disposable {
  /** Tests the expectation that stands in a line of a model, from 0. */
  runAt(uri: string, line: number): Promise<void>;
}

export function createExpectationTests(): ExpectationTests {
  const controller = vscode.tests.createTestController('upsell.expectations', 'Upsell');
  let client: Client | undefined;
  /** Runs that go on: each is made again when a model has changed. */
  const continuous = new Set<vscode.TestRunRequest>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let listing: ReturnType<typeof setTimeout> | undefined;
  /** Somebody has looked at the tests. */
  let isListed = false;

  // Of a model, of a library or of what happened: what an open model expects may hold no more.
  const following = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length === 0 || !isRead(document)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void follow().catch(() => undefined), QUIET);
  });
  // One that was removed, by whoever, or that came: with another branch there are others.
  const watched = vscode.workspace.createFileSystemWatcher('**/*.upsell', false, true, false);
  const listed = () => {
    clearTimeout(listing);
    listing = setTimeout(() => void (isListed && discover().catch(() => undefined)), QUIET);
  };
  watched.onDidCreate(listed);
  watched.onDidDelete(listed);
  controller.resolveHandler = async (item) => {
    if (!item) await discover();
  };
  controller.refreshHandler = (token) => discover(token);
  controller.createRunProfile(
    'Test expectations',
    vscode.TestRunProfileKind.Run,
    async (request, token) => {
      if (!request.continuous) return run(request, undefined, token);
      continuous.add(request);
      token.onCancellationRequested(() => continuous.delete(request));
    },
    true,
    undefined,
    true,
  );

  return {
    attach: () => undefined,
    running(started) {
      client = started;
      if (isListed) void discover().catch(() => undefined);
    },
    failed: () => undefined,
    async runAt(uri, line) {
      for (const model of await ask([uri])) {
        const found = model.expectations.find(({ range }) => range.start.line <= line && line <= range.end.line);
        const test = found && put(model).children.get(found.id);
        if (test) await run(new vscode.TestRunRequest([test]));
      }
    },
    dispose() {
      clearTimeout(timer);
      clearTimeout(listing);
      following.dispose();
      watched.dispose();
      controller.dispose();
    },
  };

  async function follow(): Promise<void> {
    const uris = vscode.workspace.textDocuments.filter(isRead).map(({ uri }) => uri.toString());
    if (!isListed && continuous.size === 0) return;
    await update(uris);
    // A request of its own each time: what failed in an earlier run of one would count in its later ones.
    for (const { include, exclude, profile } of continuous)
      await run(new vscode.TestRunRequest(include, exclude, profile, true), uris);
  }

  /** All models in one request, however many there are. */
  async function ask(
    uris?: readonly string[],
    token?: vscode.CancellationToken,
  ): Promise<readonly ModelExpectations[]> {
    if (!client?.isRunning()) throw new Error('The language server is not running: restart it, and test again.');
    const params: ExpectationsParams = { uris };
    // Without a token there is no third argument: it would be sent.
    return client.sendRequest<readonly ModelExpectations[]>(EXPECTATIONS, params, ...(token ? [token] : []));
  }

  async function discover(token?: vscode.CancellationToken): Promise<void> {
    isListed = true;
    controller.items.replace((await ask(undefined, token)).map(put));
  }

  /** What some models expect now; one that is a model no more is no longer listed. */
  async function update(
    uris: readonly string[],
    token?: vscode.CancellationToken,
  ): Promise<readonly ModelExpectations[]> {
    const models = await ask(uris, token);
    const are = new Set(models.map(({ uri }) => uri));
    for (const uri of uris) if (!are.has(uri)) controller.items.delete(uri);
    for (const model of models) put(model);
    return models;
  }

  /** The item of a model, with those of its expectations. */
  function put({ uri, title, expectations }: ModelExpectations): vscode.TestItem {
    const at = vscode.Uri.parse(uri);
    const item = controller.items.get(uri) ?? controller.createTestItem(uri, title || 'Model', at);
    item.label = title || 'Model';
    item.description = vscode.workspace.asRelativePath(at);
    item.children.replace(
      expectations.map((one) => {
        const test = item.children.get(one.id) ?? controller.createTestItem(one.id, one.label, at);
        test.label = one.label;
        test.description = one.scenario === undefined ? undefined : `in ${one.scenario}`;
        test.range = rangeOf(one);
        return test;
      }),
    );
    controller.items.add(item);
    isListed = true;
    return item;
  }

  /** Tests what a request names, of some models alone where they are given. */
  async function run(
    request: vscode.TestRunRequest,
    only?: readonly string[],
    token?: vscode.CancellationToken,
  ): Promise<void> {
    if (controller.items.size === 0) await discover(token);
    const wanted = (request.include ?? [...controller.items].map(([, item]) => item)).map(idsOf);
    const excluded = (request.exclude ?? []).map(idsOf);
    const named = new Set(wanted.map(([uri]) => uri));
    const uris = [...named].filter((uri) => only === undefined || only.includes(uri));
    if (uris.length === 0) return;
    const names = (ids: readonly Ids[], uri: string, test: string) =>
      ids.some(([model, one]) => model === uri && (one === undefined || one === test));
    const testRun = controller.createTestRun(request);
    try {
      for (const model of await update(uris, token)) {
        const item = controller.items.get(model.uri);
        for (const one of model.expectations) {
          const test = item?.children.get(one.id);
          if (test && names(wanted, model.uri, one.id) && !names(excluded, model.uri, one.id))
            report(testRun, test, one, modelText(model));
        }
      }
    } catch (error) {
      testRun.appendOutput(`${error instanceof Error ? error.message : error}\r\n`);
    } finally {
      testRun.end();
    }
  }

  function report(testRun: vscode.TestRun, test: vscode.TestItem, one: ExpectationOutcome, model: string): void {
    const output = wrapped(withModel(one.line, model)).replaceAll('\n', '\r\n');
    testRun.appendOutput(`${output}\r\n`, undefined, test);
    if (one.verdict === 'holds') {
      testRun.passed(test);
      return;
    }
    // As text: what is Markdown is shown as it is written where there is room for a line.
    const message = new vscode.TestMessage(wrapped(withModel(one.message ?? one.line, model)));
    if (test.uri) message.location = new vscode.Location(test.uri, rangeOf(one));
    if (one.verdict === 'fails') testRun.failed(test, message);
    else testRun.errored(test, message);
  }
}

/** A model by its title and its file. */
const modelText = ({ uri, title }: ModelExpectations): string =>
  [title, vscode.workspace.asRelativePath(vscode.Uri.parse(uri))].filter(Boolean).join(', ');

/** A model's id, and that of one of its tests where it is one. */
type Ids = readonly [model: string, test?: string];

const idsOf = (item: vscode.TestItem): Ids => (item.parent ? [item.parent.id, item.id] : [item.id]);

const rangeOf = ({ range: { start, end } }: ExpectationOutcome): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** In milliseconds. */
const QUIET = 300;

const isRead = ({ languageId, fileName }: vscode.TextDocument): boolean =>
  languageId === 'upsell' || fileName.endsWith('.csv');
