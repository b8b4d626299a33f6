import { describe, it } from 'vitest';
import { checkScopes } from './check-scopes.ts';

describe('assumptions', () => {
  it('knows every provenance', () =>
    checkScopes(`
driver a 1 sample, 2 from 2026-02 estimated 2026-01, 3 from 2026-03 decided 2026-01,
           ^^^^^^ keyword.control.provenance
                     ^^^^ keyword.other.from
                                  ^^^^^^^^^ keyword.control.provenance
                                                                    ^^^^^^^ keyword.control.provenance
         4 from 2026-04 counted 2026-Q1, 5 from 2026-05 measured 2026-02 to 2026-04
                        ^^^^^^^ keyword.control.provenance
                                                        ^^^^^^^^ keyword.control.provenance`));

  it('knows growth and clauses', () =>
    checkScopes(`
driver a 5 growing -2%/month sample by success note "slow" evidence "https://a.example"
           ^^^^^^^ keyword.other.growth
                   ^ keyword.operator.arithmetic
                      ^ keyword.operator.arithmetic
                       ^^^^^ keyword.other.unit.time
                                    ^^ keyword.other.by
                                       ^^^^^^^ entity.name.type.owner
                                               ^^^^ keyword.other.clause
                                                           ^^^^^^^^ keyword.other.clause
driver b 5 to 7 rising to accounts by 2026-05
           ^^ keyword.operator.range
                ^^^^^^ keyword.other.growth
                       ^^ keyword.operator.range
                          ^^^^^^^^ variable.other.driver
                                   ^^ keyword.other.by
                                      ^^^^^^^ constant.numeric.date.month`));

  it('knows functions, and units after a slash or per', () =>
    checkScopes(`
driver a min(b/quarter, 240 per workday) - max (c, 5)
         ^^^ support.function
             ^ variable.other.driver
              ^ keyword.operator.arithmetic
               ^^^^^^^ keyword.other.unit.time
                            ^^^ keyword.operator.per
                                ^^^^^^^ keyword.other.unit.time
                                           ^^^ support.function
                                                ^ variable.other.driver`));

  it('knows every field of every block', () =>
    checkScopes(`
closing upsell_ae {
  owner desk
  ^^^^^ keyword.other.field
        ^^^^ entity.name.type.owner
  win rate 25%
  ^^^^^^^^ keyword.other.field
  deal size $12k
  ^^^^^^^^^ keyword.other.field
  cycle 2 months
  ^^^^^ keyword.other.field
          ^^^^^^ keyword.other.unit.time
  closers 2
  ^^^^^^^ keyword.other.field
  capacity 25/month
  ^^^^^^^^ keyword.other.field
  cost $10k/month
  ^^^^ keyword.other.field
  quota $300k/quarter
  ^^^^^ keyword.other.field
  attention 30%, 60%, 100%
  ^^^^^^^^^ keyword.other.field
  decided 2026-01 "Who opens does not close"
  ^^^^^^^ keyword.other.field
}
leverage channel in_product {
  volume 5/month
  ^^^^^^ keyword.other.field
  vendor touch locked_views "Locked" 250/month gated converting 2%
  ^^^^^^ constant.language.initiator
         ^^^^^ storage.type.touch
               ^^^^^^^^^^^^ entity.name.type.touch
                            ^^^^^^^^ string.quoted.double
                                               ^^^^^ storage.modifier.gated
                                                     ^^^^^^^^^^ keyword.other.field
  initiated by vendor
  ^^^^^^^^^^^^ keyword.other.field
               ^^^^^^ constant.language.initiator
  open at start 3
  ^^^^^^^^^^^^^ keyword.other.field
  moment "A wall is hit"
  ^^^^^^ keyword.other.field
}
retention {
  contraction customer 10%
  ^^^^^^^^^^^ keyword.other.field
              ^^^^^^^^ constant.language.initiator
  contraction vendor base_rate
              ^^^^^^ constant.language.initiator
                     ^^^^^^^^^ variable.other.driver
  after 12 months
  ^^^^^ keyword.other.field
}`));

  it('reads arithmetic in a season, and ends it at the next field', () =>
    checkScopes(`
model "Seasons" {
  season may 100% + 20%, june max(80%, 2 * 40%) currency USD
                  ^ keyword.operator.arithmetic
                    ^^^ constant.numeric.percent
                       ^ punctuation.separator.comma
                         ^^^^ constant.language.month
                              ^^^ support.function
                                         ^ keyword.operator.arithmetic
                                                ^^^^^^^^ keyword.other.field
}`));

  it('tells a touch from the driver of its number', () =>
    checkScopes(`
leverage channel in_product {
  touch walls "Walls" gated/month gated
        ^^^^^ entity.name.type.touch
              ^^^^^^^ string.quoted.double
                      ^^^^^ variable.other.driver
                                  ^^^^^ storage.modifier.gated
  volume (dials) sample
         ^ punctuation.section.parens.begin
               ^ punctuation.section.parens.end
}
foundation
^^^^^^^^^^ storage.modifier.layer
}
^ punctuation.section.block.end`));

  it('reads a block on one line', () =>
    checkScopes(`
model "One line" { currency USD period 2026-02 to 2027-01 fiscal year starts may }
                   ^^^^^^^^ keyword.other.field
                                ^^^^^^ keyword.other.field
                                                          ^^^^^^^^^^^^^^^^^^ keyword.other.field
                                                                             ^^^ constant.language.month
                                                                                 ^ punctuation.section.block.end`));
});

describe('scenarios', () => {
  it('knows edits and their paths', () =>
    checkScopes(`
scenario lean {
  set closing.win_rate = 20% from 2026-05 sample
  ^^^ keyword.control.edit
      ^^^^^^^ variable.language.closing
             ^ punctuation.accessor
              ^^^^^^^^ variable.other.property
                       ^ keyword.operator.assignment
  set in_product.upgrade_clicks.converting = base_rate
      ^^^^^^^^^^ variable.other.object
                 ^^^^^^^^^^^^^^ variable.other.property
                                ^^^^^^^^^^ variable.other.property
                                             ^^^^^^^^^ variable.other.driver
  scale accounts by 1.2 from 2026-04
  ^^^^^ keyword.control.edit
        ^^^^^^^^ variable.other.object
                 ^^ keyword.other.by
                        ^^^^ keyword.other.from
  drop tickets
  ^^^^ keyword.control.edit
       ^^^^^^^ entity.name.type.channel
  closing csm {
  ^^^^^^^ storage.type.closing
          ^^^ entity.name.type.closing
    win rate 15%
    ^^^^^^^^ keyword.other.field
  }
  expect win rate >= 15%
  ^^^^^^ keyword.control.test
         ^^^^^^^^ keyword.other.metric
}
^ punctuation.section.block.end
owner a
^^^^^ storage.type.owner
      ^ entity.name.type.owner`));

  it('goes on after a nested block', () =>
    checkScopes(`
scenario lean {
  closing csm {
    closers 2 decided 2026-01
    ^^^^^^^ keyword.other.field
              ^^^^^^^ keyword.control.provenance
  }
  set base = 5
  ^^^ keyword.control.edit
}`));

  it('tells the expression after scale from an owner', () =>
    checkScopes(`
scenario a {
  scale tickets.volume by max(uplift, 1)
                       ^^ keyword.other.by
                          ^^^ support.function
                              ^^^^^^ variable.other.driver
  scale tickets.volume by uplift
                          ^^^^^^ variable.other.driver
  set tickets.volume = 5/month by uplift
                               ^^ keyword.other.by
                                  ^^^^^^ entity.name.type.owner
}`));
});

describe('keywords as names', () => {
  it('takes any word for a declared name', () =>
    checkScopes(`
owner may
      ^^^ entity.name.type.owner
driver base 5
       ^^^^ entity.name.variable.driver
driver volume season * 2
       ^^^^^^ entity.name.variable.driver
              ^^^^^^ variable.other.driver
scenario target {
         ^^^^^^ entity.name.type.scenario
}
foundation channel channel {
           ^^^^^^^ storage.type.channel
                   ^^^^^^^ entity.name.type.channel
  customer touch touch conversion/month gated converting gated
           ^^^^^ storage.type.touch
                 ^^^^^ entity.name.type.touch
                       ^^^^^^^^^^ variable.other.driver
                                        ^^^^^ storage.modifier.gated
                                              ^^^^^^^^^^ keyword.other.field
                                                         ^^^^^ variable.other.driver
}`));

  it('takes any word for a name in an expression', () =>
    checkScopes(`
foundation channel tickets {
  source owner
  ^^^^^^ keyword.other.field
         ^^^^^ entity.name.type.source
  owner  source
  ^^^^^ keyword.other.field
         ^^^^^^ entity.name.type.owner
  volume volume * (sample + from) / (month) sample by owner
  ^^^^^^ keyword.other.field
         ^^^^^^ variable.other.driver
                   ^^^^^^ variable.other.driver
                            ^^^^ variable.other.driver
                                     ^^^^^ variable.other.driver
                                            ^^^^^^ keyword.control.provenance
                                                      ^^^^^ entity.name.type.owner
  conversion rising rising to growing by 2026-05
  ^^^^^^^^^^ keyword.other.field
             ^^^^^^ variable.other.driver
                    ^^^^^^ keyword.other.growth
                              ^^^^^^^ variable.other.driver
  win rate min * max(rate, win) counted 2026-01
           ^^^ variable.other.driver
                 ^^^ support.function
                     ^^^^ variable.other.driver
                           ^^^ variable.other.driver
}`));

  it('lets the first word of a line begin a field after a half-typed one', () =>
    checkScopes(`
foundation channel tickets {
  owner
  ^^^^^ keyword.other.field
  volume 5/month
  ^^^^^^ keyword.other.field
         ^ constant.numeric
  volume base *
  conversion 2%
  ^^^^^^^^^^ keyword.other.field
}
driver
foundation channel email {
^^^^^^^^^^ storage.modifier.layer
                   ^^^^^ entity.name.type.channel
}`));

  it('takes a word on a line of its own for a name after an operator', () =>
    checkScopes(`
driver dials 5 *
  connect_rate
  ^^^^^^^^^^^^ variable.other`));
});
