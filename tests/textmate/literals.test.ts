import { describe, it } from 'vitest';
import { checkScopes } from './check-scopes.ts';

describe('numbers', () => {
  it('takes grouping, underscores, decimals and suffixes as one number', () =>
    checkScopes(`
driver a 12,000 + 1_000 + 0.5 + 12k + 1.2M + 3B
         ^^^^^^ constant.numeric
                  ^^^^^ constant.numeric
                          ^^^ constant.numeric
                                ^^^ constant.numeric
                                      ^^^^ constant.numeric
                                             ^^ constant.numeric`));

  it('takes a percentage with its sign', () =>
    checkScopes(`
driver a 25% + 0.8%
         ^^^ constant.numeric.percent
             ^ keyword.operator.arithmetic
               ^^^^ constant.numeric.percent`));

  it('takes money with a symbol before it or a code behind it', () =>
    checkScopes(`
driver a $12,000 + €9k + £400 + ¥1,200 + 12,000 USD
         ^^^^^^^ constant.numeric.money
                   ^^^ constant.numeric.money
                         ^^^^ constant.numeric.money
                                ^^^^^^ constant.numeric.money
                                         ^^^^^^ constant.numeric.money
                                                ^^^ keyword.other.unit.currency`));

  it('separates a list at its commas, even without the space', () =>
    checkScopes(`
  cycle 20%,35%, 45%
        ^^^ constant.numeric.percent
           ^ punctuation.separator.comma
            ^^^ constant.numeric.percent
                 ^^^ constant.numeric.percent`));

  it.each([
    '12K5',
    '1e6',
    '12.000,50',
    '2026-2',
    '2026-13',
    '2026-02-15',
    '12-5',
    '100,20',
    '012,000',
    '25%%',
    '$1e6',
    '2026-Q5',
  ])('refuses %s as a whole', (text) =>
    checkScopes(`\ndriver a ${text} sample\n         ${'^'.repeat(text.length)} invalid.illegal.number`),
  );

  it('leaves a number inside a name alone', () =>
    checkScopes(`
driver q4_2026 5
       ^^^^^^^ entity.name.variable.driver
               ^ constant.numeric`));
});

describe('months, quarters and years', () => {
  it('knows months, both quarters and fiscal years', () =>
    checkScopes(`
driver a 5 measured 2026-02 to 2026-04
                    ^^^^^^^ constant.numeric.date.month
                            ^^ keyword.operator.range
                               ^^^^^^^ constant.numeric.date.month
driver b 5 counted 2026-Q3
                   ^^^^^^^ constant.numeric.date.quarter
driver c 5 counted FY27-Q1
                   ^^^^^^^ constant.numeric.date.quarter
driver d 5 counted FY27
                   ^^^^ constant.numeric.date.year`));

  it('reads four digits as a year only where a period stands', () =>
    checkScopes(`
model "Years" {
  period 2026 to 2027
         ^^^^ constant.numeric.date.year
                 ^^^^ constant.numeric.date.year
}
driver a 2026 counted 2025 by b
         ^^^^ constant.numeric.upsell
                      ^^^^ constant.numeric.date.year
                           ^^ keyword.other.by
target revenue >= 2026 in 2026
                  ^^^^ constant.numeric.upsell
                          ^^^^ constant.numeric.date.year`));

  it('knows month names, capitalised or not', () =>
    checkScopes(`
model "Months" {
  fiscal year starts February
  ^^^^^^^^^^^^^^^^^^ keyword.other.field
                     ^^^^^^^^ constant.language.month
  season december 130%, January 80%
  ^^^^^^ keyword.other.field
         ^^^^^^^^ constant.language.month
                  ^^^^ constant.numeric.percent
                        ^^^^^^^ constant.language.month
  currency EUR
  ^^^^^^^^ keyword.other.field
           ^^^ keyword.other.unit.currency
}`));
});

describe('strings', () => {
  it('knows the two escapes and no other', () =>
    checkScopes(`
owner a "say \\"hi\\" in C:\\new \\\\"
        ^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double
             ^^ constant.character.escape
                              ^^ constant.character.escape`));

  it('ends an unclosed string with its line', () =>
    checkScopes(`
owner a "Onboarding
        ^^^^^^^^^^^ string.quoted.double
                  ^ invalid.illegal.unclosed-string
owner b "Support"
^^^^^ storage.type.owner
      ^ entity.name.type.owner
        ^^^^^^^^^ string.quoted.double`));

  it('ends a string whose last character escapes nothing', () =>
    checkScopes(`
owner a "C:\\
owner b "B"
^^^^^ storage.type.owner
owner c "still open \\"
owner d "D"
^^^^^ storage.type.owner`));

  it('keeps comment marks and keywords inside a string', () =>
    checkScopes(`
leverage channel in_product {
  flag "https://crm.example/flag?channel=tickets"
  ^^^^ keyword.other.field
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double
}`));
});

describe('comments', () => {
  it('tells line, block and documentation comments apart', () =>
    checkScopes(`
owner a // by hand
        ^^^^^^^^^^ comment.line.double-slash
/* two
^^^^^^ comment.block.upsell
   lines */ owner b
^^^^^^^^^^^ comment.block.upsell
            ^^^^^ storage.type.owner
/** Paid accounts. */
^^^^^^^^^^^^^^^^^^^^^ comment.block.documentation
driver accounts 5 /**/ sample
                  ^^^^ comment.block.upsell
                       ^^^^^^ keyword.control.provenance`));

  it('takes a comment wherever white space may stand', () =>
    checkScopes(`
driver /* { volume */ a /* by owner */ 5 * /* base */ season
       ^^^^^^^^^^^^^^ comment.block.upsell
                        ^^^^^^^^^^^^^^ comment.block.upsell
                                           ^^^^^^^^^^ comment.block.upsell
                                                      ^^^^^^ variable.other.driver
sources /* { */ {
        ^^^^^^^ comment.block.upsell
  ticket /* owner } */ // and "so on
         ^^^^^^^^^^^^^ comment.block.upsell
                       ^^^^^^^^^^^^^ comment.line.double-slash
}
closing csm { // owner }
              ^^^^^^^^^^ comment.line.double-slash
  volume /* base */ season
         ^^^^^^^^^^ comment.block.upsell
                    ^^^^^^ variable.other.driver
  contraction vendor /* base */ owner
                     ^^^^^^^^^^ comment.block.upsell
                                ^^^^^ variable.other.driver
  touch a /* base */ "A" /* } */ owner
          ^^^^^^^^^^ comment.block.upsell
                         ^^^^^^^ comment.block.upsell
                                 ^^^^^ variable.other.driver
  season may /* owner */ 120%
             ^^^^^^^^^^^ comment.block.upsell
                         ^^^^ constant.numeric.percent
  scale a by /* base */ season
             ^^^^^^^^^^ comment.block.upsell
                        ^^^^^^ variable.other.driver
  period 2026 /* to */ to /* 5 */ 2027
              ^^^^^^^^ comment.block.upsell
                          ^^^^^^^ comment.block.upsell
                                  ^^^^ constant.numeric.date.year
  // }
  ^^^^ comment.line.double-slash
  owner b
  ^^^^^ keyword.other.field
}
expect /* { owner */ won > 5 // driver
       ^^^^^^^^^^^^^ comment.block.upsell
                             ^^^^^^^^^ comment.line.double-slash`));

  it('reads a division, not a comment, from one slash', () =>
    checkScopes(`
driver a b / c // d
           ^ keyword.operator.arithmetic
             ^ variable.other.driver
               ^^^^ comment.line.double-slash`));

  it('marks the code that an ignore comment silences', () =>
    checkScopes(`
// upsell-ignore stale-estimate: reviewed in May
   ^^^^^^^^^^^^^ storage.type.directive
                 ^^^^^^^^^^^^^^ entity.name.type.rule`));
});

describe('owners', () => {
  it('knows label, team and handle', () =>
    checkScopes(`
owner onboarding "Onboarding lead" team "Services" @acme/onboarding.team-1
^^^^^ storage.type.owner
      ^^^^^^^^^^ entity.name.type.owner
                                   ^^^^ keyword.other.field
                                                   ^^^^^^^^^^^^^^^^^^^^^^^ entity.name.tag.handle
                                                   ^ punctuation.definition.handle`));
});
