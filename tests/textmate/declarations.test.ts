import { describe, it } from 'vitest';
import { checkScopes } from './check-scopes.ts';

describe('declarations', () => {
  it('gives every kind its word and its name', () =>
    checkScopes(`
import "./shared.upsell"
^^^^^^ keyword.control.import
       ^^^^^^^^^^^^^^^^^ string.quoted.double
actuals "actuals"
^^^^^^^ keyword.control.import
plan "plans/fy27.plan.json"
^^^^ keyword.control.import
include "emea.upsell" as emea at 1.08 USD per EUR
^^^^^^^ keyword.control.import
                      ^^ keyword.control.as
                         ^^^^ entity.name.type.part
                              ^^ keyword.other.exchange-rate
                                 ^^^^ constant.numeric.money
                                      ^^^ keyword.other.unit.currency
                                          ^^^ keyword.operator.per
                                              ^^^ keyword.other.unit.currency
model "Acme" {
^^^^^ storage.type.model
}
driver accounts 240
^^^^^^ storage.type.driver
       ^^^^^^^^ entity.name.variable.driver
closing original_ae "AE keeps it" {
^^^^^^^ storage.type.closing
        ^^^^^^^^^^^ entity.name.type.closing
                    ^^^^^^^^^^^^^ string.quoted.double
}
leverage channel in_product "In-product" {
^^^^^^^^ storage.modifier.layer
         ^^^^^^^ storage.type.channel
                 ^^^^^^^^^^ entity.name.type.channel
}
retention {
^^^^^^^^^ storage.type.retention
}
scenario second_ae "A second AE" {
^^^^^^^^ storage.type.scenario
         ^^^^^^^^^ entity.name.type.scenario
}`));

  it('keeps a channel whose layer is not typed yet', () =>
    checkScopes(`
channel tickets {
^^^^^^^ storage.type.channel
        ^^^^^^^ entity.name.type.channel
  source ticket
  ^^^^^^ keyword.other.field
         ^^^^^^ entity.name.type.source
}`));

  it('ends a block whose brace is missing at the next declaration', () =>
    checkScopes(`
foundation channel tickets {
  volume 12/month
foundation channel email {
^^^^^^^^^^ storage.modifier.layer
                   ^^^^^ entity.name.type.channel
}
owner a
^^^^^ storage.type.owner
      ^ entity.name.type.owner`));
});

describe('sources', () => {
  it('lists names with labels, reasons and former names', () =>
    checkScopes(`
sources {
^^^^^^^ storage.type.sources
        ^ punctuation.section.block.begin
  csm_touch "Check-ins" renamed from csm, "CSM (old)"
  ^^^^^^^^^ entity.name.type.source
                        ^^^^^^^^^^^^ storage.modifier.renamed
                                     ^^^ entity.name.type.source
                                        ^ punctuation.separator.comma
  outbound not run "No dialling yet"
  ^^^^^^^^ entity.name.type.source
           ^^^^^^^ storage.modifier.not-run
}
^ punctuation.section.block.end
owner a
^^^^^ storage.type.owner`));

  it('ends a list whose brace is missing at the next declaration', () =>
    checkScopes(`
sources {
  ticket
  owner not run "A source of this name"
  ^^^^^ entity.name.type.source
foundation channel tickets {
^^^^^^^^^^ storage.modifier.layer
                   ^^^^^^^ entity.name.type.channel
  source ticket
  ^^^^^^ keyword.other.field
}`));

  it('takes any word for a name', () =>
    checkScopes(`
sources { channel driver
          ^^^^^^^ entity.name.type.source
                  ^^^^^^ entity.name.type.source
  owner
  ^^^^^ entity.name.type.source
  foundation not run "Later"
  ^^^^^^^^^^ entity.name.type.source
  not
  ^^^ entity.name.type.source
  renamed renamed from from
  ^^^^^^^ entity.name.type.source
          ^^^^^^^^^^^^ storage.modifier.renamed
                       ^^^^ entity.name.type.source
}`));
});

describe('targets and expectations', () => {
  it('knows metrics, what they are of, when, and who answers', () =>
    checkScopes(`
target revenue of tickets >= $650k in FY27-Q1 to FY27-Q2 by upsell_desk
^^^^^^ keyword.control.test
       ^^^^^^^ keyword.other.metric
               ^^ keyword.other.of
                  ^^^^^^^ entity.name.type.channel
                          ^^ keyword.operator.comparison
                             ^^^^^ constant.numeric.money
                                   ^^ keyword.other.in
                                      ^^^^^^^ constant.numeric.date.quarter
                                              ^^ keyword.operator.range
                                                         ^^ keyword.other.by
                                                            ^^^^^^^^^^^ entity.name.type.owner
expect "two words" net revenue / won > 0.9 * (deal size of email + $1)
^^^^^^ keyword.control.test
                   ^^^^^^^^^^^ keyword.other.metric
                               ^ keyword.operator.arithmetic
                                 ^^^ keyword.other.metric
                                     ^ keyword.operator.comparison
                                              ^^^^^^^^^ keyword.other.metric
                                                           ^^^^^ entity.name.type.channel
expect worked = opened
              ^ keyword.operator.comparison`));

  it('reads arithmetic over metrics', () =>
    checkScopes(`
expect max(won, 3 * (closed - 1)) <= 240/month + 5 per year + bookings
       ^^^ support.function
          ^ punctuation.section.parens.begin
              ^ punctuation.separator.comma
                            ^ keyword.operator.arithmetic
                               ^^ punctuation.section.parens.end
                                         ^^^^^ keyword.other.unit.time
                                                   ^^^ keyword.operator.per
                                                       ^^^^ keyword.other.unit.time
                                                              ^^^^^^^^ variable.other`));

  it('goes on over a line and ends at the next declaration', () =>
    checkScopes(`
expect "long"
  leverage share
  ^^^^^^^^^^^^^^ keyword.other.metric
    <= 50%
    ^^ keyword.operator.comparison
leverage channel marketing {
^^^^^^^^ storage.modifier.layer
  conversion 1%
  ^^^^^^^^^^ keyword.other.field
}`));

  it('takes any word for a channel or an owner', () =>
    checkScopes(`
target won of owner >= 3 by target
              ^^^^^ entity.name.type.channel
                            ^^^^^^ entity.name.type.owner
owner target
^^^^^ storage.type.owner
      ^^^^^^ entity.name.type.owner`));
});

describe('the line that does not exist here', () => {
  it.each(['expansion 20% of base', '  adoption 20% by year end', 'upsell 5.5 %'])(
    'refuses %s, whatever follows',
    (line) =>
      checkScopes(
        `\n${line}\n${'^'.repeat(line.length)} invalid.illegal.percent-of-base\nowner a\n^^^^^ storage.type.owner`,
      ),
  );

  it('refuses it after an expectation too', () =>
    checkScopes(`
expect revenue > 5
expansion 20% of base
^^^^^^^^^^^^^^^^^^^^^ invalid.illegal.percent-of-base`));

  it('leaves drivers of these names alone', () =>
    checkScopes(`
driver upsell 20%
       ^^^^^^ entity.name.variable.driver
driver b 5 *
  expansion
  ^^^^^^^^^ variable.other`));
});
