import { isBroken } from '@upsell/engine';
import type { Board } from './board.ts';

/** What withholds the total, and where it is mended; undefined where nothing does. */
export function errorText({ input: { error, files, model }, evaluated }: Board): string | undefined {
  const isWithheld = model.broken !== undefined || isBroken(evaluated.forecast.total.revenue);
  if (!error || !isWithheld) return undefined;
  const { file, line } = error.place;
  return `Figures are withheld because of an error in ${files[file]}:${line}: ${error.message}`;
}
