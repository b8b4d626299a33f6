const MAX_PARENTHESES = 32;
const MAX_OPERATORS = 1000;

/** Words and signs behind which a value stands; a unit's `per` counts as the `/` that it stands for. */
export const OPERATORS = new Set(['+', '-', '*', '/', 'per']);
const ENDS_EXPRESSION = new Set(['to', 'from', 'by', 'growing', 'rising', '=', '<', '<=', '>', '>=', '{', '}']);

/** Counts parentheses and operators of the expression that a token belongs to. */
export class ExpressionLimits {
  private depth = 0;
  private operators = 0;
  private over = false;

  reset(): void {
    this.depth = this.operators = 0;
    this.over = false;
  }

  /**
   * The type that a token over a limit gets: the first of an expression is the one to report, and what follows of it is
   * left out, since the parser would look at it again on its way out of every level.
   */
  take(name: string, before: string | undefined): 'TOO_DEEP' | 'TOO_DEEP_REST' | undefined {
    const expectsValue = before !== undefined && (OPERATORS.has(before) || before === '(' || before === ',');
    if (this.depth === 0 && (name === ',' || (ENDS_EXPRESSION.has(name) && !expectsValue))) this.reset();
    if (name === ')') this.depth = Math.max(0, this.depth - 1);
    if (name === '(') this.depth++;
    if (OPERATORS.has(name) && !(name === 'per' && expectsValue)) this.operators++;
    if (this.over) return 'TOO_DEEP_REST';
    this.over = this.depth > MAX_PARENTHESES || this.operators > MAX_OPERATORS;
    return this.over ? 'TOO_DEEP' : undefined;
  }
}
