import { defineConfig } from 'vitest/config';

const LONG = Boolean(process.env['UPSELL_LONG']);

/** What changes the modules or the process that others run in, or counts what they leave behind. */
const ALONE = [
  'features/bugs.test.ts',
  'features/client-files.test.ts',
  'features/memory.test.ts',
  'features/memory-growth.test.ts',
  'features/workspace-index.test.ts',
  'bench/**/*.test.ts',
];
// What asks for more than npm can install belongs to a long run.
const NEVER = ['editor/**', ...(LONG ? [] : ['report/libreoffice.test.ts', 'editors/editors.test.ts'])];

export default defineConfig({
  // The build writes the real one into the bundles.
  define: { VERSION: '"test"' },
  test: {
    root: import.meta.dirname,
    // A long run looks at fifty times as many cases.
    testTimeout: LONG ? 3_600_000 : 60_000,
    // Two processes at most: some tests start servers and whole command lines of their own.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        // Most of the time of a small test goes into loading the language: it is loaded once.
        test: { name: 'together', include: ['**/*.test.ts'], exclude: [...NEVER, ...ALONE], isolate: false },
      },
      { extends: true, test: { name: 'alone', include: ALONE, exclude: NEVER } },
    ],
  },
});
