import { type Fix, fixesOf } from '@upsell/language';
import { analyseFiles } from './analyse-text.ts';
import { afterFix } from './check-fix.ts';
import { completeExcerpt } from './complete-excerpt.ts';

/** The fixes of the first diagnostic of a code in an excerpt, each with the excerpt as it leaves it. */
export function fixesIn(code: string, excerpt: string): readonly { readonly fix: Fix; readonly text: string }[] {
  const whole = completeExcerpt(excerpt);
  const files = { 'model.upsell': whole };
  const analysis = analyseFiles(files);
  const diagnostic = analysis.diagnostics.find((one) => one.code === code);
  if (!diagnostic) throw new Error(`no ${code} in ${excerpt}`);
  return fixesOf(analysis, diagnostic).map((fix) => {
    const text = afterFix(files, { analysis, diagnostic, fix })['model.upsell'] as string;
    return { fix, text: text.slice(whole.length - excerpt.length) };
  });
}
