import { OPERATORS } from './expression-limits.ts';

/**
 * Follows the tokens of a closing block, to tell the field `decided` from the provenance and from the name on one line: a
 * provenance stands behind a number that has none yet, a name where one is expected.
 */
export class UndatedNumber {
  private isUndated = false;
  /** False in `cycle` and `attention`, whose numbers take no provenance. */
  private takesProvenance = false;
  /** True where the next word is a value or a name, whatever word it is. */
  private expectsName = false;

  /** A block or a field begins. */
  reset(): void {
    this.isUndated = this.takesProvenance = this.expectsName = false;
  }

  /** Takes the block's next token and the one behind it; true where the token is the field `decided`. */
  take(image: string, next: string): boolean {
    const isName = this.expectsName && /^[\w$€£¥]/.test(image);
    this.expectsName = !isName && NAME_FOLLOWS.has(image);
    if (isName) return false;
    if (NUMBER_FIELDS.has(image)) this.isUndated = this.takesProvenance = true;
    else if (OTHER_FIELDS.has(image)) this.isUndated = this.takesProvenance = false;
    else if (image === ',') this.isUndated = this.takesProvenance;
    // What rises does so `by` a month, and its provenance follows.
    else if (PROVENANCES.has(image) || (image === 'by' && !/^\d/.test(next))) {
      const isField = image === 'decided' && !this.isUndated;
      this.isUndated = false;
      return isField;
    }
    return false;
  }
}

const NUMBER_FIELDS = new Set(['rate', 'size', 'closers', 'capacity', 'cost', 'quota']);
const OTHER_FIELDS = new Set(['owner', 'cycle', 'attention']);
const PROVENANCES = new Set(['sample', 'estimated', 'counted', 'measured', 'decided', 'note', 'evidence']);
const NAME_FOLLOWS = new Set([...NUMBER_FIELDS, ...OTHER_FIELDS, ...OPERATORS, '(', ',', 'to', 'by']);
