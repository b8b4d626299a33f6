import { describe, it } from 'vitest';
import { checkHighlights, checkReferences } from '../harness/name-marks.ts';

const MODEL = `owner ⟦ann⟧ "ann"
owner bob "Bob"
sources { ann }
driver ann 5 by «ann»
driver x ann by bob by «ann»
closing csm "ann" {
  owner «ann»
  win rate 25% by «ann» note "ann"
  deal size $5 by bob
}
foundation channel ann "ann" {
  source ann
  owner «a$0nn»
  touch ann ann/month by «ann» converting 5% by «ann»
}
retention {
  owner «ann»
  contraction customer 5%
  contraction vendor 5% by «ann»
}
scenario ann {
  set ann = 5 by «ann»
  scale ann.ann by ann
  closing csm {
    owner «ann»
    win rate 5%
    deal size $5 by «ann»
  }
}
target revenue of ann >= $1 by «ann»
`;

describe('textDocument/references', () => {
  it('finds every place of an owner, and of nothing else that has its name', async () => {
    await checkReferences(MODEL);
    checkHighlights(MODEL);
  });

  it('finds every place of a driver', () =>
    checkReferences(`driver ⟦x⟧ 5 by x
driver y -«x» * («x» + 1)/month, 2 * «x» from 2026-03 growing 2%/month, «x» from 2026-05 by x
driver z 5 rising to max(1, «x») by 2026-03
foundation channel x {
  volume «x»/month
  touch x «x» * 1/month converting 0.1 * «x»
  conversion 1 / «$0x»
}
scenario x {
  set «x» = 2 * «x»
  scale «x» by «x»
  scale x.x by «x»
  set x.x.converting = 5%
  drop x
}
expect opened of x >= 1
`));

  it('finds every place of a channel', () =>
    checkReferences(`driver x 5 by x
foundation channel ⟦x⟧ "x" {
  source x
  touch x 5/month
}
scenario s {
  set x = 5
  scale «x».volume by 2
  scale «x».x by 2
  set «x».x.converting = 5%
  set closing.win_rate = 5%
  drop «$0x»
  expect won of «x» >= 1
}
target revenue of «x» >= $1 in 2026 by x
expect "x" opened of «x» + opened of «x» in 2026 <= (opened of «x») * 2
`));

  it('finds every place of a touch in its channel', () =>
    checkReferences(`foundation channel x {
  touch ⟦$0calls⟧ 5/month
  vendor touch mails 5/month
}
foundation channel y {
  touch calls 5/month
}
scenario s {
  set x.«calls» = 5/month
  set y.calls = 5/month
  scale x.«calls».converting by 2
}
`));

  it('finds a source, but not what it was called', () =>
    checkReferences(`sources {
  a renamed from b
  ⟦b⟧ renamed from a
}
foundation channel b {
  source «$0b»
}
`));

  it('finds a part, a scenario', async () => {
    await checkReferences(
      'include "x.upsell" as ⟦x⟧ at 1.08 USD per EUR\nexpect revenue of «x$0» >= revenue of «x» in 2026\n',
    );
    await checkReferences('scenario ⟦$0x⟧ {\n}\nscenario y {\n}\n');
  });

  it('looks into what is imported, and not where the name is not visible', async () => {
    await checkReferences(`//- model.upsell
import "./shared.upsell"
import "./other.upsell"
driver twice 2 * «$0x» by ann
//- shared.upsell
driver ⟦x⟧ 5 by ann
driver y «x» by ann
//- other.upsell
driver z x by ann
`);
  });

  it('looks into every open model that sees the declaration', async () => {
    const files = `//- one.upsell
import "./shared.upsell"
driver a «x» by ann
//- two.upsell
import "./between.upsell"
driver b «x$0» by ann
//- other.upsell
driver x 5 by ann
driver c x by ann
//- between.upsell
import "./shared.upsell"
//- shared.upsell
driver ⟦x⟧ 5 by ann
driver y «x» by ann
`;
    await checkReferences(files);
    await checkReferences(files.replace('driver a «x»', 'driver a x'), ['one.upsell']);
    await checkReferences(files, ['shared.upsell', 'between.upsell']);
    await checkReferences(files.replace('x$0', 'x').replace('⟦x⟧', '⟦$0x⟧'));
  });

  it('goes on behind an error', () =>
    checkReferences(`owner ⟦ann⟧ "Ann"
driver x 5 +
closing csm {
  owner «$0ann»
  win rate 5%% by «ann»
  deal size
  capacity 5/month by «ann»
  nonsense ann
}
driver y 5 by «ann»
`));

  it('highlights in the document alone', () =>
    checkHighlights(`//- model.upsell
import "./shared.upsell"
driver a «$0x» + «x» by ann
//- shared.upsell
driver x 5 by ann
`));
});
