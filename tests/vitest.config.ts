import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The build writes the real one into the bundles.
  define: { VERSION: '"test"' },
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    exclude: ['editor/**'],
    // A long run looks at fifty times as many cases.
    testTimeout: process.env['UPSELL_LONG'] ? 3_600_000 : 60_000,
    // Two processes at most: some tests start servers and whole command lines of their own.
    maxWorkers: 2,
  },
});
