import { actuals } from './actuals.ts';
import type { Bench } from './bench.ts';
import { burst } from './burst.ts';
import { edits } from './edits.ts';
import { engine } from './engine.ts';
import { firstHints } from './first-hints.ts';
import { keystroke } from './keystroke.ts';
import { memory } from './memory.ts';
import { opening } from './opening.ts';
import { panel } from './panel.ts';
import { phases } from './phases.ts';
import { preview } from './preview.ts';
import { requests } from './requests.ts';
import { startUp } from './start-up.ts';
import { workspace } from './workspace.ts';

export { countedWork, workTable } from './counted-work.ts';

/** Every benchmark, in the order in which they run. */
export const BENCHES: readonly Bench[] = [
  startUp,
  firstHints,
  phases,
  keystroke,
  burst,
  edits,
  actuals,
  requests,
  preview,
  panel,
  opening,
  memory,
  workspace,
  engine,
];
