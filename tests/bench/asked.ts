import type { MeasuredServer, OpenDocument, Place } from './measured-server.ts';
import { SHARED_OWNER } from './model-text.ts';
import { lineCount } from './number-keystrokes.ts';

/** A request that is measured: `params` has what it is asked with, and may ask for something before. */
export interface Asked {
  readonly method: string;
  /** What of the method is asked, where it is asked more than once. */
  readonly of?: string;
  params(document: OpenDocument): object | Promise<object>;
}

/** What an editor that can do everything says of itself, as far as documents go. */
export const EVERYTHING = {
  completion: {
    completionItem: {
      snippetSupport: true,
      insertReplaceSupport: true,
      documentationFormat: ['markdown'],
      insertTextModeSupport: { valueSet: [1, 2] },
    },
  },
  codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  hover: { contentFormat: ['markdown'] },
  inlayHint: { resolveSupport: { properties: ['tooltip', 'label.location'] } },
  documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  rename: { prepareSupport: true },
  publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
};

/** Every request that the server offers, at places in the middle of a model. */
export const ASKED: readonly Asked[] = [
  at('textDocument/completion', 'values of a field', (document) => after(document, '  owner      ')),
  at('textDocument/completion', 'an expression', (document) => after(document, '  volume     ')),
  at('textDocument/completion', 'blocks', ({ text }) => ({ line: lineCount(text) - 1, character: 0 })),
  at('textDocument/signatureHelp', undefined, (document) => after(document, '  volume     min(')),
  at('textDocument/hover', 'a number', (document) => after(document, '  conversion ')),
  at('textDocument/hover', "a channel's name", (document) => after(document, 'foundation channel ')),
  at('textDocument/hover', "the model's total", (document) => after(document, 'mod', 0)),
  ofRange('textDocument/inlayHint'),
  { method: 'inlayHint/resolve', params: (document) => first(document.hints(middle(document))) },
  { method: 'textDocument/codeAction', of: 'a number', params: actionsAt },
  {
    method: 'textDocument/codeAction',
    of: 'a screen',
    params: (document) => ({ ...actionsAt(document), ...rangeOf(document) }),
  },
  {
    method: 'codeAction/resolve',
    params: (document) => first(document.server.request('textDocument/codeAction', actionsAt(document))),
  },
  ofRange('textDocument/rangeFormatting'),
  at('textDocument/onTypeFormatting', undefined, (document) => nextLine(after(document, '  conversion ')), {
    ch: '\n',
    options: { tabSize: 2, insertSpaces: true },
  }),
  { method: 'textDocument/formatting', params: (document) => ({ ...own(document), options: LAYOUT }) },
  at('textDocument/definition', undefined, sharedOwner),
  at('textDocument/references', 'an owner of every channel', sharedOwner, { context: { includeDeclaration: true } }),
  at('textDocument/documentHighlight', undefined, sharedOwner),
  at('textDocument/prepareRename', undefined, sharedOwner),
  at('textDocument/rename', 'an owner of every channel', sharedOwner, { newName: 'operations' }),
  at('textDocument/linkedEditingRange', undefined, sharedOwner),
  ofDocument('textDocument/documentSymbol'),
  ofDocument('textDocument/foldingRange'),
  {
    method: 'textDocument/selectionRange',
    params: (document) => ({ ...own(document), positions: [after(document, '  conversion ')] }),
  },
  ofDocument('textDocument/documentLink'),
  ofDocument('textDocument/semanticTokens/full'),
  ofRange('textDocument/semanticTokens/range'),
  {
    method: 'textDocument/semanticTokens/full/delta',
    async params({ server, uri }) {
      const { resultId } = await server.request<{ resultId: string }>('textDocument/semanticTokens/full', {
        textDocument: { uri },
      });
      return { textDocument: { uri }, previousResultId: resultId };
    },
  },
  at('textDocument/prepareCallHierarchy', undefined, sharedDriver),
  { method: 'callHierarchy/incomingCalls', params: async (document) => ({ item: await callItem(document) }) },
  { method: 'callHierarchy/outgoingCalls', params: async (document) => ({ item: await callItem(document) }) },
  ofDocument('textDocument/codeLens'),
  {
    method: 'codeLens/resolve',
    params: ({ server, uri }) => first(server.request('textDocument/codeLens', { textDocument: { uri } })),
  },
  ofDocument('textDocument/diagnostic'),
  { method: 'workspace/diagnostic', params: () => ({ previousResultIds: [] }) },
  { method: 'workspace/symbol', params: () => ({ query: 'chan' }) },
  { method: 'upsell/expectations', params: ({ uri }) => ({ uris: [uri] }) },
  {
    method: 'upsell/writeTurns',
    params: ({ uri }) => ({ uri, as: 'scenario', turns: [{ path: 'channel_0.conversion', factor: 1.1 }] }),
  },
];

const LAYOUT = { tabSize: 2, insertSpaces: true };

function own({ uri }: OpenDocument): { readonly textDocument: { readonly uri: string } } {
  return { textDocument: { uri } };
}

function ofDocument(method: string): Asked {
  return { method, params: own };
}

/** Of 60 lines, as many as a screen has. */
function ofRange(method: string): Asked {
  return { method, params: (document) => ({ ...own(document), ...rangeOf(document), options: LAYOUT }) };
}

function at(method: string, of: string | undefined, place: (document: OpenDocument) => Place, rest = {}): Asked {
  return { method, of, params: (document) => ({ ...own(document), position: place(document), ...rest }) };
}

const middle = ({ text }: OpenDocument): number => Math.floor(lineCount(text) / 2);

function rangeOf(document: OpenDocument): { readonly range: { readonly start: Place; readonly end: Place } } {
  const line = middle(document);
  return { range: { start: { line: line - 30, character: 0 }, end: { line: line + 30, character: 0 } } };
}

/** The place behind `what` in the first line from a share of the text on that begins with it. */
function after({ text }: OpenDocument, what: string, share = 0.5): Place {
  const lines = text.split('\n');
  const line = lines.findIndex((content, i) => i >= share * lines.length && content.startsWith(what));
  if (line < 0) throw new Error(`no line begins with ${what}`);
  return { line, character: what.length };
}

function nextLine({ line }: Place): Place {
  return { line: line + 1, character: 0 };
}

function actionsAt(document: OpenDocument): object {
  const start = after(document, '  conversion ');
  return { ...own(document), range: { start, end: start }, context: { diagnostics: [] } };
}

function sharedOwner(document: OpenDocument): Place {
  return after(document, `owner ${SHARED_OWNER.slice(0, 2)}`, 0);
}

/** Ten channels are computed from it. */
function sharedDriver(document: OpenDocument): Place {
  return after(document, 'driver acc', 0.4);
}

const callItem = (document: OpenDocument): Promise<object> =>
  first(
    document.server.request('textDocument/prepareCallHierarchy', {
      ...own(document),
      position: sharedDriver(document),
    }),
  );

async function first(all: Promise<readonly unknown[]>): Promise<object> {
  const [one] = await all;
  if (!one) throw new Error('nothing to ask about');
  return one;
}

/** A server as every one of them needs it: what it asks of its client is answered, too. */
export function answerAll({ connection }: MeasuredServer): void {
  connection.onRequest('workspace/applyEdit', () => ({ applied: false }));
}
