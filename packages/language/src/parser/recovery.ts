import type { IToken, TokenType } from 'chevrotain';

/** What of Chevrotain's parser goes over errors; its names are Chevrotain's. */
export interface RecoveringParser {
  tryInRepetitionRecovery: Recovery;
  findReSyncTokenType: (this: RecoveringParser) => TokenType;
  readonly currIdx: number;
  readonly tokVector: readonly IToken[];
  readonly RULE_STACK: readonly number[];
  readonly RULE_OCCURRENCE_STACK: readonly number[];
  readonly RULE_STACK_IDX: number;
  LA(howMuch: number): IToken;
  flattenFollowSet(): readonly TokenType[];
  tokenMatcher(token: IToken, type: TokenType): boolean;
}

/** Makes recovery from thousands of errors a matter of a loop, and of time that grows with their number. */
export function tameRecovery(parser: RecoveringParser): void {
  parser.tryInRepetitionRecovery = withoutRecursion(parser.tryInRepetitionRecovery);
  parser.findReSyncTokenType = rememberingReSync();
}

/** Chevrotain's way over an error inside a repetition; `args` is the occurrence of the repetition and its action. */
type Recovery = (this: unknown, rule: unknown, args: readonly unknown[], ...rest: readonly unknown[]) => void;

/**
 * Goes on with a repetition after each error in a loop. Chevrotain calls itself once for each, as the last thing that it does,
 * and some thousand errors are more than the stack is deep.
 */
function withoutRecursion(recover: Recovery): Recovery {
  let running: unknown;
  let again = false;
  return function (this: unknown, rule, args, ...rest) {
    const action = args[1];
    if (action === running) {
      again = true;
      return;
    }
    const outer = running;
    running = action;
    try {
      do {
        again = false;
        recover.call(this, rule, args, ...rest);
      } while (again);
    } finally {
      running = outer;
      again = false;
    }
  };
}

/**
 * Where a rule could go on looks for the next token that may follow it: often the end of the block, however far that is. Until
 * that token is reached, the next error of the same rule finds the same one.
 */
function rememberingReSync(): RecoveringParser['findReSyncTokenType'] {
  let known: { tokens: unknown; rules: string; from: number; to: number; type: TokenType } | undefined;
  return function () {
    const { currIdx, tokVector: tokens, RULE_STACK, RULE_OCCURRENCE_STACK, RULE_STACK_IDX } = this;
    const depth = RULE_STACK_IDX + 1;
    const rules = `${RULE_STACK.slice(0, depth)}/${RULE_OCCURRENCE_STACK.slice(0, depth)}`;
    const from = currIdx + 1;
    if (known?.tokens === tokens && known.rules === rules && known.from <= from && from <= known.to) return known.type;
    const possible = this.flattenFollowSet();
    for (let ahead = 1; ; ahead++) {
      const token = this.LA(ahead);
      const type = possible.find((one) => this.tokenMatcher(token, one));
      if (!type) continue;
      known = { tokens, rules, from, to: currIdx + ahead, type };
      return type;
    }
  };
}
