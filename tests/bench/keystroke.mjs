import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { MeasuredServer } from './language-server.mjs';
import { modelText } from './model-text.mjs';
import { growth, median, quantile, table } from './statistics.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Keystroke to diagnostics and hints over stdio, beside a bare Langium server (the same grammar on stock services; no rules,
 * no evaluation, no hints). The servers take turns, so that the machine's noise falls on both.
 * @param {{ sizes: number[], keystrokes: number }} options
 */
export async function keystrokeBench({ sizes, keystrokes }) {
  const bare = path.join(root, 'dist/bench/bare-langium.cjs');
  await build({
    entryPoints: [path.join(root, 'tests/bench/bare-langium.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: bare,
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  });
  const servers = [
    new MeasuredServer('upsell', [process.execPath, path.join(root, 'dist/vscode/server.cjs'), '--stdio']),
    new MeasuredServer('bare Langium', [process.execPath, bare, '--stdio']),
  ];
  for (const server of servers) await server.start();
  const medians = { upsell: /** @type {number[]} */ ([]), 'bare Langium': /** @type {number[]} */ ([]) };
  const rows = [['lines', 'upsell p50', 'p95', 'bare Langium p50', 'p95', 'ratio']];
  for (const size of sizes) {
    const text = modelText(size);
    const lines = text.split('\n');
    const line = lines.findIndex((content, i) => i > lines.length / 2 && content.startsWith('  conversion'));
    const at = { line, character: (lines[line] ?? '').indexOf('%') - 1 };
    for (const server of servers) await server.open(text);
    const count = size > 5_000 ? Math.ceil(keystrokes / 3) : keystrokes;
    /** @type {number[][]} */
    const times = servers.map(() => []);
    for (let i = -5; i < count; i++)
      for (const [s, server] of servers.entries()) {
        const ms = await server.keystroke(at, String(1 + ((i + 5) % 9)));
        if (i >= 0) times[s]?.push(ms);
      }
    for (const server of servers) await server.close();
    const [ours = [], theirs = []] = times;
    medians.upsell.push(median(ours));
    medians['bare Langium'].push(median(theirs));
    const ms = (/** @type {number} */ value) => value.toFixed(1);
    rows.push([
      String(lines.length - 1),
      ms(median(ours)),
      ms(quantile(ours, 0.95)),
      ms(median(theirs)),
      ms(quantile(theirs, 0.95)),
      (median(ours) / median(theirs)).toFixed(2),
    ]);
  }
  for (const server of servers) await server.stop();
  const exponents = Object.entries(medians).map(
    ([name, values]) => `${name} ${growth(sizes.slice(1), values.slice(1)).toFixed(2)}`,
  );
  return `### Keystroke to diagnostics and hints, ms\n\n${table(rows)}\n\nGrowth exponent from ${sizes[1]} to ${sizes.at(-1)} lines: ${exponents.join(', ')}.\n`;
}
