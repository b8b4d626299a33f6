import { readFileSync } from 'node:fs';

/** `examples/canonical/canonical.upsell`. */
export const CANONICAL = readFileSync(
  new URL('../../examples/canonical/canonical.upsell', import.meta.url),
  'utf8',
).replaceAll('\r\n', '\n');

/** The whole model of the language's chapter 1, to the letter. */
export const SPEC_MODEL = `model "Acme expansion, FY27" {
  currency USD
  period 2026-02 to 2027-01
  fiscal year starts february
}

owner onboarding  "Onboarding lead"     team "Services"        @acme/onboarding
owner support     "Support lead"        team "Support"
owner success     "Customer success"    team "CS"
owner upsell_desk "Upsell AE"           team "Sales"
owner growth      "Growth PM"           team "Product"

// Closed: every opened opportunity carries exactly one of these.
sources {
  implementation
  ticket
  csm_touch
  outbound   not run "No dialling before the second AE starts"
  email      not run "Sequences are being rewritten"
  marketing  not run "First webinar in May"
  in_product
}

closing upsell_ae {
  owner     upsell_desk
  win rate  25%      estimated 2026-01
  deal size $12,000  measured 2025-08 to 2026-01
  cycle     20%, 35%, 25%, 15%, 5%
  closers   2 decided 2026-01,
            3 from 2026-08 decided 2026-01
  capacity  25/month
}

driver accounts 240 counted 2026-01 by success

foundation channel implementations "Implementations" {
  source     implementation
  owner      onboarding
  volume     12/month  counted 2025-11 to 2026-01
  conversion 15%       estimated 2026-01
  initiated by customer
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025-11 to 2026-01
  conversion 0.5%      estimated 2026-01
  initiated by customer
}

foundation channel csm_touches "CSM touches" {
  source     csm_touch
  owner      success
  volume     accounts * 1/month  counted 2026-01
  conversion 3%                  estimated 2026-01,
             2.6% from 2026-05   measured 2026-02 to 2026-04
  initiated by vendor
}

leverage channel in_product "In-product funnel" {
  source in_product
  owner  growth
  customer touch limit_hits     "Limit hits"           500/month counted 2026-01
  customer touch upgrade_clicks "Upgrade clicks"       150/month counted 2026-01
  vendor   touch locked_views   "Locked-feature views" 250/month counted 2026-01 gated
  conversion 0.8% estimated 2026-01
}

target revenue >= $650k in FY27 by upsell_desk
expect "leverage amplifies, never replaces" leverage share <= 50%
`;

/** A model that uses nearly every construct and imports `LIBRARY` as `shared.upsell`. */
export const RICH = `/** A model with nearly every construct. */
import "./shared.upsell"

model "Rich model" {
  currency USD
  period   2026-02 to 2027-01
  fiscal year starts february
  season   december 80%, january 90%
}

owner support     "Support lead" team "Support" @acme/support
owner upsell_desk "Upsell AE"    team "Sales"
owner growth      "Growth PM"

sources {
  ticket
  csm_touch "CSM touch"
  outbound  not run "No dialling yet"
  marketing
  in_product renamed from product
}

closing upsell_ae "Dedicated desk" {
  decided   2026-01 "Board meeting"
  owner     upsell_desk
  win rate  20% to 30% estimated 2026-01
  deal size $12,000    measured 2025-08 to 2026-01
  cycle     20%, 35%, 25%, 15%, 5%
  closers   2 decided 2026-01,
            3 from 2026-08 decided 2026-01
  capacity  12/month
  cost      $9k/month
  quota     $60k/month
}

driver accounts 240 counted 2026-01 by growth
driver cadence  0.5/month rising to 1/month by 2026-09 estimated 2026-01 by growth note "One touch a month by autumn"

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     base_tickets * 4 counted 2025-11 to 2026-01 evidence "helpdesk export"
  conversion 0.5% estimated 2026-01,
             0.6% from 2026-06 growing 1%/month estimated 2026-01
  initiated by customer
  moment     "A ticket names the next tier"
  flag       "https://example.com/flag?x=1"
}

foundation channel csm_touches "CSM touches" {
  source     csm_touch
  owner      upsell_desk
  volume     accounts * cadence counted 2026-01
  conversion 3% estimated 2026-01
  initiated by vendor
  season     july 50%, august 60%
  open at start 4
}

leverage channel marketing {
  source     marketing
  owner      growth
  volume     min(300, 1.2 * 250)/month estimated 2026-01
  conversion (1% + 0.5%) * 2 - 1.5% estimated 2026-01
  win rate   15% estimated 2026-01
  deal size  $8,000 estimated 2026-01
  initiated by vendor
}

leverage channel in_product "In-product funnel" {
  source in_product
  owner  growth
  customer touch limit_hits   "Limit hits"           500/month counted 2026-01
  vendor   touch locked_views "Locked-feature views" 250/month counted 2026-01 gated converting 2% estimated 2026-01
  conversion 0.8% estimated 2026-01
}

retention {
  owner growth
  contraction customer 10% estimated 2026-01
  contraction vendor   40% estimated 2026-01
  after 6 months
}

scenario second_ae "A second AE" {
  set   closing.closers = 3 decided 2026-02
  scale tickets.volume by 120% from 2026-06
  drop  marketing
  expect revenue >= $100k
}

target revenue >= $650k in FY27 by upsell_desk
expect "leverage amplifies" leverage share <= 90%
`;

/** What `RICH` imports. */
export const LIBRARY = `owner helpdesk "Helpdesk lead"
driver base_tickets 200/month counted 2025-11 to 2026-01 by helpdesk
`;

export const LIBRARY_NAME = 'shared.upsell';
