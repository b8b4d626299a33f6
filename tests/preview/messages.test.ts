import { describe, expect, it } from 'vitest';
import { readHostMessage, readPreviewMessage } from '../../packages/preview/src/messages.ts';

const input = { model: { members: {} }, assumptions: [], rest: '{}' };
const turn = { path: 'tickets.conversion', factor: 1.2 };

/** Anything else that may come in the place of a message. */
const ANYTHING: readonly unknown[] = [
  undefined,
  null,
  1,
  'ready',
  [],
  {},
  { type: 'other' },
  { type: 1 },
  { type: 'constructor' },
];

describe('messages of the host', () => {
  it.each([
    { type: 'update', count: 1, isWhole: true, input },
    { type: 'cursor', file: 0, line: 12 },
    { type: 'nothing', reason: 'This file is a library.' },
    { type: 'written', isWritten: false },
  ])('$type', (message) => expect(readHostMessage(structuredClone(message))).toEqual(message));

  it.each([
    ...ANYTHING,
    { type: 'update', count: 1, isWhole: true },
    { type: 'update', count: -1, isWhole: true, input },
    { type: 'update', count: 1, isWhole: 'yes', input },
    { type: 'update', count: 1, isWhole: true, input: [] },
    { type: 'cursor', file: 0 },
    { type: 'cursor', file: 0.5, line: 1 },
    { type: 'nothing', reason: 1 },
    { type: 'written', isWritten: 'yes' },
  ])('are nothing else: %j', (message) => expect(readHostMessage(message)).toBeUndefined());
});

describe('messages of the preview', () => {
  it.each([
    { type: 'ready' },
    { type: 'reveal', file: 1, line: 7 },
    { type: 'write', as: 'edit', turns: [turn] },
    { type: 'write', as: 'scenario', turns: [turn, { path: 'seats', factor: 0 }] },
  ])('$type', (message) => expect(readPreviewMessage(structuredClone(message))).toEqual(message));

  it('have nothing in them that is not asked for', () => {
    expect(readPreviewMessage({ type: 'reveal', file: 1, line: 7, uri: 'file:///etc/passwd' })).toEqual({
      type: 'reveal',
      file: 1,
      line: 7,
    });
    expect(readPreviewMessage({ type: 'write', as: 'edit', turns: [{ ...turn, text: 'x' }] })).toEqual({
      type: 'write',
      as: 'edit',
      turns: [turn],
    });
  });

  it.each([
    ...ANYTHING,
    { type: 'reveal', file: '0', line: 1 },
    { type: 'reveal', file: 0, line: Number.NaN },
    { type: 'write', as: 'file', turns: [turn] },
    { type: 'write', as: 'edit', turns: [] },
    { type: 'write', as: 'edit', turns: turn },
    { type: 'write', as: 'edit', turns: [turn, null] },
    { type: 'write', as: 'edit', turns: [turn, { ...turn, factor: 2 }] },
    { type: 'write', as: 'edit', turns: [{ ...turn, factor: -1 }] },
    { type: 'write', as: 'edit', turns: [{ ...turn, factor: Number.POSITIVE_INFINITY }] },
    { type: 'write', as: 'edit', turns: [{ ...turn, factor: '1' }] },
    { type: 'write', as: 'edit', turns: [{ ...turn, path: 'tickets.conversion by 2\n}' }] },
    { type: 'write', as: 'edit', turns: [{ ...turn, path: 'a.b.c.d' }] },
    { type: 'write', as: 'edit', turns: [{ ...turn, path: '' }] },
  ])('are nothing else: %j', (message) => expect(readPreviewMessage(message)).toBeUndefined());
});
