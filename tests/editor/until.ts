/** Waiting for what an editor shows a moment later. */

const LIMIT = 15_000;
const PAUSE = 50;

/**
 * The first value of `read` that `wanted` accepts; fails with the last value seen, which usually tells what went wrong.
 */
export async function until<Value>(
  what: string,
  read: () => Value | Promise<Value>,
  wanted: (value: Value) => boolean,
): Promise<Value> {
  const end = Date.now() + LIMIT;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end)
      throw new Error(`waited ${LIMIT / 1000} s for ${what}; last seen: ${JSON.stringify(value, undefined, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
