import { fileURLToPath } from 'node:url';
import { listFiles, PackageManager } from '@vscode/vsce';
import { describe, expect, it } from 'vitest';

describe('the extension as one file', () => {
  it('packs what it needs at run time, and nothing else', async () => {
    const cwd = fileURLToPath(new URL('../../', import.meta.url));
    const files = await listFiles({ cwd, packageManager: PackageManager.None });
    for (const needed of [
      'package.json',
      'package.nls.json',
      'language-configuration.json',
      'syntaxes/upsell.tmLanguage.json',
      'dist/vscode/extension.cjs',
      'dist/vscode/server.cjs',
      'dist/vscode/extension.browser.js',
      'dist/vscode/server.browser.js',
      'dist/cli/main.mjs',
      'dist/cli/verbs.cjs',
      'docs/rules/rate-above-one.md',
      'README.md',
      'LICENSE',
    ])
      expect(files).toContain(needed);
    const allowed =
      /^(package(\.nls)?\.json|language-configuration\.json|syntaxes\/|dist\/vscode\/|dist\/cli\/[^/]+\.(mjs|cjs|js|css)$|packages\/vscode\/assets\/|docs\/rules\/|README\.md|CHANGELOG\.md|LICENSE)/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
  });
});
