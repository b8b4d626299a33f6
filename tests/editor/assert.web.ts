/** What the suite takes of `node:assert/strict`, for where there is no Node. */

function ok(value: unknown, message = `${value} is not true`): asserts value {
  if (!value) throw new Error(message);
}

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

const assert = Object.assign(ok, {
  ok,
  equal: (actual: unknown, expected: unknown, message = `${shown(actual)} is not ${shown(expected)}`) =>
    ok(Object.is(actual, expected), message),
  notEqual: (actual: unknown, expected: unknown, message = `both are ${shown(actual)}`) =>
    ok(!Object.is(actual, expected), message),
  /** Of what is plain data. */
  deepEqual: (actual: unknown, expected: unknown, message = `${shown(actual)} is not ${shown(expected)}`) =>
    ok(shown(actual) === shown(expected), message),
  match: (text: string, pattern: RegExp, message = `${shown(text)} does not match ${pattern}`) =>
    ok(pattern.test(text), message),
});

export default assert;
