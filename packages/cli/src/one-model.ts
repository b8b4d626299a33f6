import { type Analysed, loadWhole } from './models.ts';
import { type Common, warn } from './output.ts';
import { whyNoModel } from './why-not.ts';

/** The model of a verb that takes one, or a sentence on why it is not known; `where` says how one is named: `behind the figure`. */
export function oneModel(
  file: string | undefined,
  options: Common,
  { where, purpose }: { readonly where: string; readonly purpose: string },
): Analysed | string {
  const { analysed, failures } = loadWhole(file === undefined ? [] : [file], options);
  const models = analysed.filter(({ analysis }) => analysis.isModel);
  const [first] = models;
  const [failure, ...others] = failures;
  if (failure !== undefined) {
    for (const other of others) warn(other);
    return failure;
  }
  if (first && models.length === 1) return first;
  const [only] = analysed;
  if (!first && only && analysed.length === 1 && only.name === file) return whyNoModel(only, purpose);
  if (!first) return 'There is no model here: no .upsell file has a `model` block.';
  const names = models.map(({ name }) => name);
  const some = names.length > 10 ? [...names.slice(0, 10), '…'] : names;
  return `There are ${names.length} models here: say which one is meant, ${where}. They are ${some.join(', ')}.`;
}
