import { defineConfig } from 'vitest/config';

const LONG = Boolean(process.env['UPSELL_LONG']);

export default defineConfig({
  // The build writes the real one into the bundles.
  define: { VERSION: '"test"' },
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    // What asks for more than npm can install belongs to a long run.
    exclude: ['editor/**', ...(LONG ? [] : ['report/libreoffice.test.ts', 'editors/editors.test.ts'])],
    // A long run looks at fifty times as many cases.
    testTimeout: LONG ? 3_600_000 : 60_000,
    // Two processes at most: some tests start servers and whole command lines of their own.
    maxWorkers: 2,
  },
});
