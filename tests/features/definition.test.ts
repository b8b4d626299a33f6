import { describe, it } from 'vitest';
import { checkDefinition } from '../harness/name-marks.ts';

describe('textDocument/definition', () => {
  it('goes from every reference to an owner', () => {
    for (const place of [
      'retention {\n  owner a$0nn\n}',
      'driver x 5 by ann$0',
      'target revenue >= $1 by $0ann',
      'scenario s {\n  closing csm {\n    owner ann$0\n  }\n}',
      'foundation channel c {\n  owner $0ann\n  touch t 5/month converting 1% by bob\n}',
      'foundation channel c {\n  touch t 5/month converting 1% by $0ann\n}',
    ])
      checkDefinition(`owner ⟦ann⟧ "Ann"\nowner bob "Bob"\n${place}\n`);
  });

  it('goes from a source, a driver and a channel to their declarations, and no further', () => {
    checkDefinition(
      'sources {\n  a\n  ⟦b⟧ "B" renamed from a_b\n}\nfoundation channel b {\n  source $0b\n}\ndriver b 5 by b\n',
    );
    checkDefinition('sources { b }\nfoundation channel c {\n  volume min(2, $0b)/month\n}\ndriver ⟦b⟧ 5 by b\n');
    checkDefinition('driver b 5 by b\nleverage channel ⟦b⟧ "B" {\n}\nexpect opened of b$0 in 2026 >= 1\n');
    checkDefinition('sources { a renamed from $0b b }\nfoundation channel c {\n  source a\n}\n');
  });

  it('reads a path: channel or driver by its length, a field before a touch, `closing` before a channel', () => {
    const model = (path: string, marks: (text: string) => string) =>
      marks(`driver x 5 by ann
foundation channel x {
  touch volume 5/month
  touch calls 6/month
}
foundation channel other {
  touch calls 6/month
}
foundation channel closing {
  touch win_rate 6/month
}
driver closing 5 by ann
scenario x {
  set ${path} = 5
}
`);
    const mark = (before: string, name: string) => (text: string) => text.replace(before + name, `${before}⟦${name}⟧`);
    checkDefinition(model('$0x', mark('driver ', 'x')));
    checkDefinition(model('$0x.volume', mark('foundation channel ', 'x')));
    checkDefinition(model('x$0.calls', mark('foundation channel ', 'x')));
    checkDefinition(model('x.call$0s', mark('touch ', 'calls')));
    checkDefinition(model('x.$0calls.converting', mark('touch ', 'calls')));
    for (const nothing of [
      'x.$0volume',
      'x.nothing$0',
      'x.calls.convert$0ing',
      '$0closing.win_rate',
      'closing.$0win_rate',
    ])
      checkDefinition(model(nothing, (text) => text));
    checkDefinition(model('closing$0', (text) => text));
    checkDefinition(model('none.calls$0', (text) => text));
  });

  it('goes from the rest of a path to the field, in the closing model that the scenario has by then', () => {
    const model = (edits: string, marks: (text: string) => string) =>
      marks(`//- model.upsell
import "./lib.upsell"
closing csm {
  owner ann
  win rate 25%
}
scenario s {
  ${edits}
}
//- lib.upsell
foundation channel calls {
  volume 5/month
  deal size $5
  touch dials 6/month converting 1%
}
`);
    const mark = (before: string, name: string) => (text: string) => text.replace(before + name, `${before}⟦${name}⟧`);
    checkDefinition(model('set calls.$0volume = 5/month', mark('calls {\n  ', 'volume')));
    checkDefinition(model('scale calls.deal_si$0ze by 2', mark('', 'deal size')));
    checkDefinition(model('set calls.dials.$0converting = 5%', mark('6/month ', 'converting')));
    checkDefinition(model('set closing.win_rate$0 = 5%', mark('', 'win rate')));
    checkDefinition(model('set $0closing.win_rate = 5%', mark('closing ', 'csm')));
    const own = 'closing original_ae {\n    deal size $5\n  }\n  set closing.deal$0_size = $4';
    checkDefinition(model(own, (text) => text.replace('deal size $5\n  }\n  set', '⟦deal size⟧ $5\n  }\n  set')));
    for (const nothing of [
      'set closing.quo$0ta = $5/month',
      'set calls.con$0version = 1%',
      'set calls.dials.co$0st = 1%',
    ])
      checkDefinition(model(nothing, (text) => text));
  });

  it('goes to the part of a portfolio', () =>
    checkDefinition('include "emea.upsell" as ⟦emea⟧\nexpect revenue of $0emea >= $1\n'));

  it('stays on a declaration', () => {
    checkDefinition('scenario ⟦se$0cond⟧ "Second" {\n}\n');
    checkDefinition('foundation channel c {\n  vendor touch ⟦$0calls⟧ "Calls" 5/month\n}\n');
  });

  it('goes into an imported file, and only into one that is imported', () => {
    checkDefinition('//- a.upsell\nimport "./b.upsell"\ndriver x y$0 by ann\n//- b.upsell\ndriver ⟦y⟧ 5 by ann\n');
    checkDefinition('//- a.upsell\nimport "./b.upsell"\ndriver y 4 by ann\n//- b.upsell\ndriver x $0y by ann\n');
  });

  it('goes to each declaration of a name that is taken twice', () =>
    checkDefinition('driver ⟦x⟧ 5 by ann\ndriver ⟦x⟧ 6 by ann\ndriver y x$0 by ann\n'));

  it('goes nowhere from what is no name', () => {
    for (const text of [
      'own$0er ann "Ann"',
      'owner ann "an$0n"',
      'driver x 5$0 by ann',
      '$0',
      'driver x 5 by ann // x$0',
    ])
      checkDefinition(`${text}\nowner bob "ann"\ndriver z 5 by bob\n`);
  });
});
