import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { wholeWrites } from '../../packages/language-server/src/whole-writes.node.ts';

it('writes each message at once, header and body', async () => {
  const target = new PassThrough();
  const chunks: string[] = [];
  target.on('data', (chunk) => chunks.push(String(chunk)));
  const writer = new StreamMessageWriter(wholeWrites(target));
  const messages = [
    { jsonrpc: '2.0', method: 'one', params: { text: 'Content-Length: 3\r\n\r\n' } },
    { jsonrpc: '2.0', method: 'two', params: { text: '€'.repeat(100_000) } },
    { jsonrpc: '2.0', method: 'three' },
  ];
  await Promise.all(messages.map((message) => writer.write(message)));
  expect(chunks).toHaveLength(3);
  const bodies = messages.map((message) => JSON.stringify(message));
  expect(chunks).toEqual(bodies.map((body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`));
});

it('is read back by the protocol', async () => {
  const target = new PassThrough();
  const read: unknown[] = [];
  new StreamMessageReader(target).listen((message) => read.push(message));
  const writer = new StreamMessageWriter(wholeWrites(target));
  const messages = Array.from({ length: 50 }, (_, id) => ({ jsonrpc: '2.0', id, result: 'ü'.repeat(id * 1_000) }));
  for (const message of messages) await writer.write(message);
  await new Promise((resolve) => setImmediate(resolve));
  expect(read).toEqual(messages);
});

it('fails where its target fails', async () => {
  const target = new PassThrough();
  const stream = wholeWrites(target);
  const failed = new Promise((resolve) => stream.once('error', resolve));
  const error = new Error('the reader has gone');
  target.destroy(error);
  expect(await failed).toBe(error);
});
