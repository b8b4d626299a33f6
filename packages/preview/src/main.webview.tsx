/** The preview in an editor: it is sent the model at each change, and says where a person wants to go. */
import { type Board, boardOf, Unpacker } from '@upsell/report';
import { render } from 'preact';
import { App } from './app.tsx';
import type { Host, Kept } from './host.ts';
import { type HostMessage, type PreviewMessage, readHostMessage } from './messages.ts';
import type { ScreenProps } from './screens/screen.ts';
import { WORDS } from './words.ts';
import './styles/webview.css';

declare function acquireVsCodeApi(): {
  postMessage(message: PreviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();
const root = document.getElementById('app') as HTMLElement;
const state = { ...(editor.getState() as { readonly uri?: string; readonly kept?: Kept } | undefined) };
// Months are those of one model; the screen is wanted for the next one too.
const kept: Kept | undefined = state.uri === root.dataset['uri'] ? state.kept : { screen: state.kept?.screen };
const waiting: ((isWritten: boolean) => void)[] = [];
const host: Host = {
  reveal: ({ file, line }) => editor.postMessage({ type: 'reveal', file, line }),
  ...(root.dataset['writable'] !== undefined && { write }),
  kept,
  keep: (kept) => editor.setState({ uri: root.dataset['uri'], kept }),
};

function write(...[as, turns]: Parameters<NonNullable<Host['write']>>): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    editor.postMessage({ type: 'write', as, turns });
  });
}

let unpacker = new Unpacker();
let count = -1;
let board: Board | undefined;
/** Why there is nothing to show. */
let reason: string = WORDS.loading;
let cursor: ScreenProps['cursor'];
let isDrawn = true;
let isBegun = false;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readHostMessage(data);
  if (message) take(message);
});
editor.setState({ uri: root.dataset['uri'], kept });
editor.postMessage({ type: 'ready' });

function take(message: HostMessage): void {
  if (message.type === 'written') waiting.shift()?.(message.isWritten);
  else if (message.type === 'cursor') cursor = { file: message.file, line: message.line };
  else if (message.type === 'nothing') {
    board = undefined;
    reason = message.reason;
  } else if (!update(message)) editor.postMessage({ type: 'ready' });
  draw();
}

/** False where something before it was missed, which cannot be made up from what comes after it. */
function update({ count: next, isWhole, input }: Extract<HostMessage, { type: 'update' }>): boolean {
  if (!isWhole && next !== count + 1) return false;
  if (isWhole) unpacker = new Unpacker();
  count = next;
  try {
    board = boardOf(unpacker.unpack(input), board);
    return true;
  } catch (error) {
    if (isWhole) throw error;
    return false;
  }
}

/** Once a frame, however many messages came. */
function draw(): void {
  if (!isDrawn) return;
  isDrawn = false;
  requestAnimationFrame(() => {
    isDrawn = true;
    // What the host's page has said until now; the app would be drawn beside it.
    if (!isBegun) root.replaceChildren();
    isBegun = true;
    if (board) render(<App board={board} host={host} locale={document.documentElement.lang} cursor={cursor} />, root);
    else render(<p class="empty">{reason}</p>, root);
  });
}
