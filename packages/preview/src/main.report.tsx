/** The preview in a file of its own: it holds the model that it shows, and asks nothing of anybody. */
import { boardOf, type PackedInput, Unpacker } from '@upsell/report';
import { render } from 'preact';
import { App } from './app.tsx';
import type { Host } from './host.ts';
import './styles/report.css';

const data = document.getElementById('model')?.textContent ?? '';
const root = document.getElementById('app');
const host: Host = { keep: () => undefined };
if (root) {
  const board = boardOf(new Unpacker().unpack(JSON.parse(data) as PackedInput));
  render(<App board={board} host={host} locale={document.documentElement.lang || navigator.language} />, root);
}
