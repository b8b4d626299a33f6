import path from 'node:path';
import { ownersOf } from '@upsell/language';
import { type WorkbookWords, workbook } from '@upsell/report';
import { type Analysed, fileName, lineOf, placeText } from '../models.ts';
import type { ReportFormat } from './format.ts';

/** Channels and drivers times months, each of which takes up to thirty cells: programs open what is larger slowly, or not. */
const MOST = 12_000;

/** The machine as a spreadsheet with live formulas. */
export const xlsxFormat: ReportFormat = {
  ending: 'xlsx',
  async make(file, { asOf }) {
    const { model, forecast, targets, program } = file.analysis;
    if (program.includes.length > 0)
      return { failure: 'a portfolio has no assumptions of its own: make the spreadsheet of each of its parts.' };
    if (model.broken)
      return { failure: `there is nothing to compute without its header: see ${placeText(file, model.broken)}.` };
    if ((model.channels.length + model.drivers.length) * model.months > MOST)
      return { failure: 'it has too many channels and months for a spreadsheet: shorten its period.' };
    // The library is in a bundle of its own, so that nothing else loads it: packages/tooling/src/build.mjs.
    const { writeXlsx } = await import('./write-xlsx.ts');
    return writeXlsx(workbook(model, { forecast, targets }, wordsOf(file, asOf)), asOf);
  },
};

function wordsOf(file: Analysed, asOf: string): WorkbookWords {
  const { analysis } = file;
  // Files are named from the model's folder, so that the workbook does not depend on where it was made.
  const own = path.basename(file.name);
  const owners = ownersOf(analysis.program);
  return {
    file: own,
    asOf,
    place: (at) => `${fileName(own, analysis, at.file)}:${lineOf(analysis, at)}`,
    source: (at) => analysis.files[at.file]?.text.slice(at.start, at.end) ?? '',
    ownerTitle: (owner) => owners.get(owner)?.label,
    withheldAt: (broken) => placeText({ ...file, name: own }, broken),
  };
}
