// @ts-check
/** @file What every command of the repository begins with: dependencies and a build. */
import path from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ROOT } from './root.mjs';
import { runProcess } from './run-process.mjs';

/**
 * Installs what is missing and builds dist/.
 * @returns {Promise<string | undefined>} what went wrong, in the words of npm or of the build
 */
export async function buildFirst() {
  try {
    await ensureInstalled();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  process.stderr.write('Building\n');
  const { code, output, problem } = await runProcess(
    process.execPath,
    [path.join(ROOT, 'packages', 'tooling', 'src', 'build.mjs')],
    {
      cwd: ROOT,
    },
  );
  return code === 0 ? undefined : `${output}\nThe build failed: ${problem ?? `exit code ${code}`}`;
}
