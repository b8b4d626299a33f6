import { CONFIG_FILE, findConfig, normalUri } from '@upsell/language';
import type { CodeAction, Connection, Range } from 'vscode-languageserver';
import type { Answers } from './answers.ts';
import type { BesideModels } from './beside-models.ts';
import type { ClientAbilities } from './client-abilities.ts';
import { type Evaluation, standsBeside } from './evaluation.ts';
import { codeActions, offeredActions } from './features/code-action.ts';
import type { DiagnosticForm } from './features/publish-diagnostics.ts';
import type { ConfigPlace, OfferedAction } from './offered-action.ts';
import type { OpenDocuments } from './open-documents.ts';
import type { Publisher } from './publisher.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** The client's command that asks for another name in the place of a new one: it is given a document's URI and the name. */
const RENAME_NEW = 'upsell.renameNew';

/** What code actions are served with. */
export interface CodeActionHost {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly evaluation: Evaluation;
  readonly publisher: Publisher;
  readonly index: WorkspaceIndex;
  readonly answers: Answers;
  readonly beside: BesideModels;
  /** As they are now. */
  client(): ClientAbilities;
  form(): DiagnosticForm;
  /** The text of a file on the disk; undefined where it cannot be read. */
  read(uri: string): string | undefined;
  /** The folders that the editor works in, by their normal URIs. */
  folders(): readonly string[];
}

/** What a client gives back of an action that it asks to be resolved. */
interface ActionData {
  readonly uri: string;
  readonly range: Range;
  /** Of the document, when the action was offered. */
  readonly version: number;
}

/** Answers which code actions there are, and for a client that asks for the edit of the one that is chosen, what it does. */
export function serveCodeActions(host: CodeActionHost): void {
  const { connection, documents, publisher, answers, client } = host;

  connection.onCodeAction(({ textDocument, range, context: { only } }) => {
    const uri = normalUri(textDocument.uri);
    publisher.touch(uri);
    const actions = answers.guarded('code actions', () => {
      const asked = requestOf(host, uri, range, only);
      const version = documents.get(uri)?.version;
      if (!client().actionResolve || version === undefined) return codeActions(...asked).map(written);
      const data: ActionData = { uri, range, version };
      return offeredActions(...asked).map(({ action }) => ({ ...action, data }));
    });
    return actions ?? null;
  });

  connection.onCodeActionResolve(
    (action) => answers.guarded('code action', () => resolved(action, action.data as ActionData)) ?? action,
  );

  /** An action with its edit; as it is where the document is another one by now, or the action is not there any more. */
  function resolved(action: CodeAction, { uri, range, version }: ActionData): CodeAction {
    if (documents.get(uri)?.version !== version) return action;
    const asked = requestOf(host, uri, range, action.kind === undefined ? undefined : [action.kind]);
    const edit = offeredActions(...asked)
      .find((offered) => isSame(offered, action))
      ?.edit();
    return edit ? { ...action, edit: documents.edit(edit) } : action;
  }

  const written = (action: CodeAction): CodeAction => ({ ...action, edit: action.edit && documents.edit(action.edit) });
}

const isSame = ({ action }: OfferedAction, { title, kind, diagnostics }: CodeAction): boolean =>
  action.title === title &&
  action.kind === kind &&
  JSON.stringify(action.diagnostics?.map(placeOf)) === JSON.stringify(diagnostics?.map(placeOf));

const placeOf = ({ code, range: { start, end } }: { code?: unknown; range: Range }) => [
  code,
  start.line,
  start.character,
  end.line,
  end.character,
];

/** What is asked about a document, and the analyses that know of it, its own first. */
function requestOf(
  host: CodeActionHost,
  uri: string,
  range: Range,
  only: string[] | undefined,
): Parameters<typeof offeredActions> {
  const { documents, evaluation, index, answers, beside, client, form, read } = host;
  const own = standsBeside(uri) ? beside.readerOf(uri) : evaluation.of(uri);
  // A problem of one that is not yet analysed is not yet on the screen.
  const known = documents.keys().flatMap((open) => answers.guarded(open, () => evaluation.current(open)) ?? []);
  const others = known.filter((one) => one !== own && one.files.some((file) => file.uri === uri));
  const { commands, create, snippets } = client();
  const ofProgram = new Set(own?.program.files.map((file) => file.uri));
  const request: Parameters<typeof offeredActions>[0] = {
    uri,
    range,
    context: { only },
    form: form(),
    around: {
      canCreate: create,
      exists: (file) => documents.get(file) !== undefined || read(file) !== undefined,
      isDeclaredElsewhere: (kind, name) =>
        [...index.all()].some(
          ([file, { names }]) => !ofProgram.has(file) && names.some((one) => one.kind === kind && one.name === name),
        ),
    },
    config: () => configFor(uri, host),
    takesSnippets: snippets,
    ...(commands.has(RENAME_NEW) && {
      renaming: (name) => ({
        title: 'Rename',
        command: RENAME_NEW,
        arguments: [documents.named({ uri }).uri, name],
      }),
    }),
  };
  return [request, own ? [own, ...others] : others];
}

/** The configuration that holds for a document, as it is in the editor where it is open; where there is none, the place for one: its folder of the workspace, else its own. */
function configFor(uri: string, { documents, client, read, folders }: CodeActionHost): ConfigPlace {
  let text: string | undefined;
  const found = findConfig(uri, (at) => {
    text = documents.get(at)?.getText() ?? read(at);
    return text;
  });
  const version = (found && documents.get(found.uri)?.version) ?? null;
  if (found) return { uri: found.uri, text, ...(client().versionedEdits && { version }) };
  const around = folders().find((folder) => uri.startsWith(`${folder.replace(/\/$/, '')}/`));
  const folder = around?.replace(/\/$/, '') ?? uri.slice(0, uri.lastIndexOf('/'));
  return { uri: `${folder}/${CONFIG_FILE}`, text: undefined };
}
