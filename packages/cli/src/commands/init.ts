import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Month, monthsText } from '@upsell/engine';
import { starterModel } from '@upsell/language';
import { EXIT } from '../exit.ts';
import { monthOfDate, today } from '../models.ts';
import { type Common, print, type Styler, styler, visible, warn } from '../output.ts';
import { createWhole, whyNoFolder } from '../write-file.ts';

/** The last whole months. */
const QUARTER = 3;

const NAME = 'expansion.upsell';

/** `upsell init`: writes a model with the seven channels as `sample` numbers into a folder, and says what comes next. */
export async function init(folder: string | undefined, options: Common): Promise<number> {
  const file = path.join(folder ?? '.', NAME);
  const start = monthOfDate(options.asOf ?? today());
  try {
    mkdirSync(path.dirname(file), { recursive: true });
  } catch (error) {
    warn(`${path.dirname(file)} cannot be made: ${whyNoFolder(path.dirname(file), error)}.`);
    return EXIT.couldNotRun;
  }
  const refused = createWhole(file, starterModel({ title: 'Expansion', start, currency: 'USD' }));
  if (refused) {
    warn(refused.failure);
    return EXIT.couldNotRun;
  }
  if (options.json) print(`${JSON.stringify({ created: [file] }, null, 2)}\n`);
  else print(visible(nextSteps(file, start, styler(options))));
  return EXIT.fine;
}

/** The seven steps from a template to a number that is trusted. */
function nextSteps(file: string, start: Month, style: Styler): string {
  const steps = [
    `Open ${file}: each channel asks its two questions in a comment.`,
    'Say who answers for each number: the owners are placeholders.',
    `Count each volume, and write where it is from: \`counted ${monthsText(start - QUARTER, start - 1)}\`.`,
    'Measure each conversion, or mark it `estimated` this month: it has two quarters to become a measurement.',
    'Mark the sources that you do not run yet: `email not run "Sequences are being rewritten"`.',
    'Decide who closes: `closing csm`, `upsell_ae` or `original_ae`, with its win rate and deal size.',
    'Write a `target` and an `expect`, put the file into git, and run `upsell check` in CI.',
  ];
  const list = steps.map((step, i) => `  ${i + 1}. ${step}`).join('\n');
  const run = `Then see the forecast: upsell eval ${file}`;
  return `Wrote ${style('bold', file)}, a model of sample numbers. Next:\n\n${list}\n\n${run}\n`;
}
