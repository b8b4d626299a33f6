import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { monthOf } from '@upsell/engine';
import { expect, it } from 'vitest';
import { Evaluation } from '../../packages/language-server/src/evaluation.ts';
import { OpenDocument } from '../../packages/language-server/src/open-document.ts';
import { MODEL, MONTHS } from '../harness/tracked-model.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const FILES: Readonly<Record<string, string>> = {
  'file:///shared.upsell': 'owner ann "Ann"\n',
  'file:///a/own.upsell': 'owner bob "Bob"\n',
  'file:///a/actuals/months.csv': MONTHS,
  'file:///actuals/months.csv': MONTHS,
};
const own = `import "../shared.upsell"\nimport "own.upsell"\n${MODEL}`;
const shared = `import "shared.upsell"\n${MODEL}plan "a/plan.json"\n`;

it('keeps of closed documents what an open one needs, and nothing else', async () => {
  const open = new Map<string, OpenDocument>();
  const evaluation = new Evaluation({
    open: (uri) => open.get(uri),
    read: (uri) => FILES[uri],
    readBeside: (uri) => FILES[uri],
    real: (uri) => uri,
    reaches: () => true,
    changed: () => {},
    sha256: () => '',
    month: () => monthOf(2026, 4),
  });
  const analysed = (uri: string, text: string) => {
    open.set(uri, new OpenDocument(uri, 1, text));
    const analysis = evaluation.of(uri);
    if (!analysis?.records.actuals) throw new Error('no actuals');
    const { program, records } = analysis;
    return [...program.files, records.actuals?.actuals].map((one) => new WeakRef(one as object));
  };
  const [, sharedByOwn, library, actuals] = analysed('file:///a/a.upsell', own);
  const [, sharedByOther, actualsOfOther] = analysed('file:///b.upsell', shared);
  open.delete('file:///a/a.upsell');
  evaluation.forget('file:///a/a.upsell');
  await sleep(0);
  collectGarbage();
  expect([library, actuals].map((one) => one?.deref() === undefined)).toEqual([true, true]);
  expect(sharedByOwn?.deref()).toBeDefined();
  expect(sharedByOwn?.deref()).toBe(sharedByOther?.deref());
  expect(actualsOfOther?.deref()).toBeDefined();
});
