import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startUnoptimized } from '../../packages/language-server/src/start-unoptimized.node.ts';
import { InProcessClient } from '../harness/in-process-client.ts';

const EXAMPLE = readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8');

/** The bit of V8's status of a function that says that it is optimized. */
const OPTIMIZED = 1 << 4;

let texts = 0;

/** True where V8 optimizes a new function that is called again and again. */
function isOptimized(): boolean {
  setFlagsFromString('--allow-natives-syntax');
  const statusOf = new Function('work', 'return %GetOptimizationStatus(work)') as (work: unknown) => number;
  setFlagsFromString('--no-allow-natives-syntax');
  // Another text each time: V8 knows what it has made of one.
  const work = new Function('a', `let sum = ${texts++}; for (let i = 0; i < 100; i++) sum += a * i; return sum;`);
  const end = performance.now() + 300;
  while (performance.now() < end) {
    for (let i = 0; i < 1_000; i++) work(i);
    if (statusOf(work) & OPTIMIZED) return true;
  }
  return false;
}

describe('the start of the language server', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    setFlagsFromString('--turbofan');
  });

  it('leaves code as it is until the start is over', () => {
    const end = startUnoptimized();
    expect(isOptimized()).toBe(false);
    end();
    expect(isOptimized()).toBe(true);
  });

  it('is over after half a second, whether a client has asked for something or not', () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    startUnoptimized();
    vi.advanceTimersByTime(499);
    expect(isOptimized()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(isOptimized()).toBe(true);
  });

  it('changes nothing where V8 has no compilers', () => {
    vi.stubGlobal('WebAssembly', undefined);
    startUnoptimized();
    expect(isOptimized()).toBe(true);
  });

  it('is over when all is published, and before a long text is read', async () => {
    const started = vi.fn();
    const client = new InProcessClient(new Map(), undefined, started);
    await client.start();
    expect(started).not.toHaveBeenCalled();
    await client.open('file:///short.upsell', EXAMPLE);
    await vi.waitFor(() => expect(client.published.has('file:///short.upsell')).toBe(true));
    expect(started).toHaveBeenCalledTimes(1);
    await client.open('file:///long.upsell', `${EXAMPLE}\n${'// A line that says nothing.\n'.repeat(50_000)}`);
    await vi.waitFor(() => expect(client.published.has('file:///long.upsell')).toBe(true));
    expect(started).toHaveBeenCalledTimes(3);
  });
});
