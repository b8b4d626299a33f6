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
const host: Host = {
  reveal: ({ file, line }) => editor.postMessage({ type: 'reveal', file, line }),
  write: (as, turns) => editor.postMessage({ type: 'write', as, turns }),
  kept: state.kept,
  keep: (kept) => editor.setState({ uri: root.dataset['uri'], kept }),
};

let unpacker = new Unpacker();
let count = -1;
let board: Board | undefined;
let cursor: ScreenProps['cursor'];
let isDrawn = true;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readHostMessage(data);
  if (message) take(message);
});
editor.setState({ uri: root.dataset['uri'], kept: state.kept });
editor.postMessage({ type: 'ready' });

function take(message: HostMessage): void {
  if (message.type === 'nothing') {
    board = undefined;
    render(<p class="empty">{message.reason}</p>, root);
    return;
  }
  if (message.type === 'cursor') cursor = { file: message.file, line: message.line };
  else {
    // What was missed cannot be made up from what comes after it.
    if (!message.isWhole && message.count !== count + 1) {
      editor.postMessage({ type: 'ready' });
      return;
    }
    if (message.isWhole) unpacker = new Unpacker();
    count = message.count;
    board = boardOf(unpacker.unpack(message.input), board);
  }
  draw();
}

/** Once a frame, however many messages came. */
function draw(): void {
  if (!isDrawn) return;
  isDrawn = false;
  requestAnimationFrame(() => {
    isDrawn = true;
    if (board) render(<App board={board} host={host} locale={document.documentElement.lang} cursor={cursor} />, root);
    else render(<p class="empty">{WORDS.loading}</p>, root);
  });
}
