/** One word as the name of everything that has one, and wherever a name is written; every construct of the language. */
export const namesModel = (name: string): string => `import "./shared.upsell"
model "Names" {
  currency USD
  period 2026-01 to 2026-12
  fiscal year starts March
  season June 90%, july 80% * 1
}
owner ${name} "Ann" team "Desk" @acme/ann
owner other "Bob" @bob
owner third "Cid" team "Other desk"
sources {
  ${name}
  second "Second" renamed from ${name}, "old one"
  third not run "never" renamed from third_one
}
closing csm "Success" {
  owner ${name}
  win rate 25% by ${name}
  deal size $12k, ${name} * $1 from 2026-05 estimated 2026-01, max($1k, ${name} * $2) from 2026-06
  closers 2 decided 2026-01, ${name} from 2026-03 decided 2026-01 note "hired" evidence "wiki"
  capacity 10/month
  cost $9,000/month
  attention 100%, 90%, 60%
  decided 2026-01 "Board"
  cycle 1 month
}
driver ${name} 100 by ${name}
driver doubled ${name} * 2 + (${name}) - min(${name}, 50), ${name} / (${name}) from 2026-02 by other
driver signed --1 - -(${name}) growing - 2%/year by other
driver spread 10 to 20 sample by other
driver grows 10/month rising to ${name}/month by 2026-09 estimated 2026-01 by other
foundation channel ${name} "One" {
  source ${name}
  owner ${name}
  customer touch ${name} "Touch" ${name} * 1/month counted 2026-Q1 gated converting 1% measured FY26, ${name} / 1000 from 2026-07 by other
  touch another doubled/month, ${name}/month from 2026-03
  conversion 2%
  open at start 4
}
leverage channel next {
  source second
  volume 10 per month, ${name}/month from 2026-03 sample, 12/quarter from 2026-04 sample by ${name}
  conversion 10% by ${name}
  initiated by vendor
  season may 120%
  moment "Now"
  flag "https://example.com"
}
retention {
  owner ${name}
  contraction customer 5% estimated 2026-01
  contraction vendor 10%
  after 6 months
}
scenario ${name} "What if" {
  set ${name}.${name} = 5/month, ${name}/month from 2026-04 by ${name}
  set ${name}.${name}.converting = 3% estimated 2026-01
  scale ${name} by 2 * 1 from 2026-03
  set closing.win_rate = 30%
  closing original_ae {
    owner ${name}
    win rate 30%
    deal size $1k
  }
  drop ${name}
  expect opened of ${name} >= 0
}
target revenue of ${name} >= $1 in 2026 by ${name}
expect "small" - opened of ${name} in 2026 / (2 + 1) * 3 - -1 <= net revenue - win rate * 2
`;

const WITH_PARTS = `model "Parts" { currency EUR period FY26 }
include "./emea.upsell" as emea at 1.08 USD per EUR
include "./apac.upsell" as apac
actuals "./actuals"
plan "./plan.json"
target cost <= 5 in FY26-Q1 to FY26-Q2
expansion 20% of base // never
`;

const ONE_LINE = `model "One line" { currency USD period 2026 } owner ann "Ann" owner bob "Bob" sources { ticket email not run "no" }
closing csm { owner ann win rate 25% deal size $1k closers 2, 3 from 2026-05 decided 2026-01 decided 2026-01 } driver x 5 by ann
foundation channel tickets { source ticket owner ann touch a x * 1/month vendor touch b "B" 2/month gated conversion 2% }`;

export const MODELS: readonly string[] = [namesModel('plain'), namesModel('volume'), WITH_PARTS, ONE_LINE];
