import { format, parseFile } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { CANONICAL, SPEC_MODEL } from '../fuzz/models.ts';
import { checkFormat, checkLook, checkRange, formatted, rangeFormatted } from '../harness/check-format.ts';

/** Checks what a text is formatted to, and all that formatting keeps. */
function becomes(text: string, expected: string): void {
  const written = checkFormat(text);
  expect(written).toBe(expected);
  checkLook(written);
}

describe('the whole models', () => {
  it('of the language, chapter 1, is formatted', () => {
    expect(formatted(SPEC_MODEL)).toBe(SPEC_MODEL);
  });

  it('canonical is formatted', () => {
    expect(formatted(CANONICAL)).toBe(CANONICAL);
  });
});

describe('words', () => {
  it('have one space between them, and two of indentation a block', () => {
    becomes(
      'model   "X"{\n\t\tcurrency\tUSD\n    period  2026-01   to 2026-12\nfiscal  year starts  May\n}\nscenario s{\ndrop x\nclosing csm{\nowner a\n}\n}',
      `model "X" {
  currency USD
  period 2026-01 to 2026-12
  fiscal year starts may
}

scenario s {
  drop x
  closing csm {
    owner a
  }
}
`,
    );
  });

  it('of expressions: operators apart, signs, parentheses, units and commas close', () => {
    becomes('driver a -  5*( b+- 2 )/( month )\n', 'driver a -5 * (b + -2) / (month)\n');
    becomes('driver a min ( 1, 2 ,max( b , -- 3) )\n', 'driver a min(1, 2, max(b, --3))\n');
    becomes(
      'driver a 240 / month + 4  per  quarter - b /year/week/c\n',
      'driver a 240/month + 4 per quarter - b/year/week / c\n',
    );
    becomes('driver a 2%to 5%growing - 2% / month\n', 'driver a 2% to 5% growing -2%/month\n');
    becomes(
      'driver a 12  USD  rising to 5 per  month by 2026-03\n',
      'driver a 12 USD rising to 5 per month by 2026-03\n',
    );
    becomes('target net revenue>=$1k/2\n', 'target net revenue >= $1k / 2\n');
    becomes('expect - opened*( won-1 )<2/closed\n', 'expect -opened * (won - 1) < 2 / closed\n');
    becomes('scenario s {\n set a . b . converting=5\n}\n', 'scenario s {\n  set a.b.converting = 5\n}\n');
  });

  it('keep their spelling, but for months', () => {
    const text = 'driver May 1_000.50k\nowner  x  "A  \\"b\\""   @a/B\n';
    becomes(text, 'driver May 1_000.50k\nowner x "A  \\"b\\"" @a/B\n');
    becomes(
      'foundation channel c {\n  season May 5%, JUNE 4%, June 3%\n}\n',
      'foundation channel c {\n  season May 5%, JUNE 4%, June 3%\n}\n',
    );
    becomes(
      'foundation channel c {\n  season May 5%,   June 3%\n}\n',
      'foundation channel c {\n  season may 5%, june 3%\n}\n',
    );
  });
});

describe('columns', () => {
  it('values of a block stand in one, provenance in another', () => {
    becomes(
      `closing csm {
 owner a
 win rate 25% estimated 2026-01
 deal size $12,000   measured 2025-08 to 2026-01 by b note "why"
 decided 2026-01 "Board"
}
`,
      `closing csm {
  owner     a
  win rate  25%     estimated 2026-01
  deal size $12,000 measured 2025-08 to 2026-01 by b note "why"
  decided   2026-01 "Board"
}
`,
    );
  });

  it('provenance stands in one among neighbours that have it, and behind its number where it is alone', () => {
    becomes(
      `closing csm {
  win rate 25% sample
  deal size $12,000 sample
  cycle 20%, 80%
  closers 2 sample
  capacity 25/month
}
`,
      `closing csm {
  win rate  25%     sample
  deal size $12,000 sample
  cycle     20%, 80%
  closers   2 sample
  capacity  25/month
}
`,
    );
  });

  it('a later step stands under the first value, with its provenance in the column', () => {
    becomes(
      `foundation channel c {
  volume a * 1/month counted 2026-01
  conversion 3% estimated 2026-01, 2.6% from 2026-05 measured 2026-02, 2% from 2026-08
}
driver dials 2,000/month, 3,000/month from
2026-05 by a
`,
      `foundation channel c {
  volume     a * 1/month       counted 2026-01
  conversion 3%                estimated 2026-01,
             2.6% from 2026-05 measured 2026-02,
             2% from 2026-08
}

driver dials 2,000/month,
             3,000/month from 2026-05 by a
`,
    );
  });

  it('a step that begins with a word that begins fields stays behind the step before it', () => {
    becomes(
      'foundation channel c {\n  conversion 3%, cost from 2026-05, 2% from 2026-06\n}\n',
      'foundation channel c {\n  conversion 3%, cost from 2026-05,\n             2% from 2026-06\n}\n',
    );
  });

  it('blank lines and touches part them, comments and phrases do not', () => {
    becomes(
      `foundation channel c {
  source s
  owner a
  touch one 5/month
  conversion 5%
  initiated by vendor
  // Ask.
  flag "url"

  moment "now"
}
`,
      `foundation channel c {
  source s
  owner  a
  touch one 5/month
  conversion 5%
  initiated by vendor
  // Ask.
  flag       "url"

  moment "now"
}
`,
    );
  });

  it('owners: name, label, team, handle', () => {
    becomes(
      `owner a "Ann" team "Desk" @a
owner bob "Bob" @bob
owner c "Cid the third" team "D"

owner longer "L" team "E"
`,
      `owner a   "Ann"           team "Desk" @a
owner bob "Bob"                       @bob
owner c   "Cid the third" team "D"

owner longer "L" team "E"
`,
    );
  });

  it('touches: who starts, name, title, value, provenance', () => {
    becomes(
      `foundation channel c {
  customer touch a "A title" 500/month counted 2026-01 gated
  vendor touch longer 5/month sample converting 2% sample, 3% from 2026-03
  touch b "B" 50/month sample
}
`,
      `foundation channel c {
  customer touch a      "A title" 500/month counted 2026-01 gated
  vendor   touch longer           5/month   sample converting 2% sample,
                                                              3% from 2026-03
  touch          b      "B"       50/month  sample
}
`,
    );
  });

  it('sources, drivers, contractions, edits', () => {
    becomes(
      `sources {
  ticket
  csm_touch "CSM"
  email not run "no"
}
driver a 5 sample
driver longer 50/month sample
retention {
  owner a
  contraction customer 5% sample
  contraction vendor 10% sample
  after 6 months
}
scenario s {
  set a.volume = 5/month sample
  set a.conversion = 10% sample
  scale a by 2
}
`,
      `sources {
  ticket
  csm_touch "CSM"
  email     not run "no"
}

driver a      5        sample
driver longer 50/month sample

retention {
  owner a
  contraction customer 5%  sample
  contraction vendor   10% sample
  after 6 months
}

scenario s {
  set a.volume     = 5/month sample
  set a.conversion = 10%     sample
  scale a by 2
}
`,
    );
  });

  it('that stand straight keep their room; those that do not stand close', () => {
    const straight = 'owner a   "A"    team "X"      @x\nowner bob "Bobby" team "Yy"\n';
    expect(formatted(straight)).toBe('owner a   "A"     team "X" @x\nowner bob "Bobby" team "Yy"\n');
    const roomy = 'owner a   "A"        team "X"      @x\nowner bob "Bobby"    team "Yy"\n';
    becomes(roomy, roomy);
    const parted = 'owner a   "A"        team "X"   @x\nowner bob "Bobby"               @bob\n';
    becomes(parted, parted);
    becomes(roomy.replaceAll(' ', '  '), 'owner a   "A"     team "X" @x\nowner bob "Bobby" team "Yy"\n');
    becomes('owner a "A"    team "X"\n', 'owner a "A" team "X"\n');
    becomes(roomy.replaceAll('    team', `${' '.repeat(30)}team`), formatted(straight));
  });

  it('of which the first always stands close, but among sources, where another name may be longer', () => {
    becomes(
      'foundation channel c {\n  source    s\n  owner     a\n}\n',
      'foundation channel c {\n  source s\n  owner  a\n}\n',
    );
    const sources = 'sources {\n  implementation\n  ticket         "T"\n  email          "E"\n}\n';
    becomes(sources, sources);
    becomes('sources {\n  ticket\n  email   "E"\n}\n', 'sources {\n  ticket\n  email "E"\n}\n');
  });

  it('do not hold lines that a comment begins or breaks', () => {
    becomes(
      'owner a "A"\nowner longer "L"\n/** B. */ owner b "B"\nowner /* two\nlines */ c "C"\nowner dd "D"\nowner e "E"\n',
      'owner a      "A"\nowner longer "L"\n/** B. */ owner b "B"\nowner /* two\nlines */ c "C"\nowner dd "D"\nowner e  "E"\n',
    );
    const broken = 'foundation channel c {\n  owner a\n  source // which?\n      s\n  conversion 5%\n}\n';
    becomes(broken, broken);
  });

  it('are not followed by steps behind a long line', () => {
    const long = `driver ${'x'.repeat(600)}`;
    becomes(`${long} 5, 6 from 2026-05\n`, `${long} 5,\n    6 from 2026-05\n`);
  });

  it('do not wait for a cell of over 80 characters', () => {
    const long = `"${'x'.repeat(90)}"`;
    becomes(
      `owner a ${long} team "X"\nowner bob "B" team "Y"\n`,
      `owner a   ${long} team "X"\nowner bob "B" team "Y"\n`,
    );
  });
});

describe('lines', () => {
  it('blocks have one blank line between them, and none at their start or end', () => {
    becomes(
      `

import "./a.upsell"
import "./b.upsell"



import "./c.upsell"
model "X" {

  currency USD


  period 2026

}
owner a "A"
sources {
}



target won >= 5
`,
      `import "./a.upsell"
import "./b.upsell"

import "./c.upsell"

model "X" {
  currency USD

  period 2026
}

owner a "A"

sources {
}

target won >= 5
`,
    );
  });

  it('each field and declaration has its own', () => {
    becomes(
      'model "X" { currency USD period 2026 } owner a "A" owner b "B" closing csm { win rate 25% sample deal size $1 decided 2026-01 decided 2026-01 }',
      `model "X" {
  currency USD
  period 2026
}

owner a "A"
owner b "B"

closing csm {
  win rate  25% sample
  deal size $1  decided 2026-01
  decided   2026-01
}
`,
    );
  });

  it('what goes on over several is joined', () => {
    becomes(
      'closing\ncsm\n{\n  cycle 20%,\n    80%\n  win rate\n    25%\n    estimated\n    2026-01 by\n    a\n}\n',
      'closing csm {\n  cycle    20%, 80%\n  win rate 25% estimated 2026-01 by a\n}\n',
    );
  });

  it('end alike: LF, or CRLF where most do', () => {
    becomes('owner a "A"\r\nowner b "B"\n\n\n\rowner c "C"', 'owner a "A"\nowner b "B"\n\nowner c "C"\n');
    becomes('owner a "A"\r\nowner b  "B"\r\n\nowner c "C"', 'owner a "A"\r\nowner b "B"\r\n\r\nowner c "C"\r\n');
  });

  it('a byte-order mark stays', () => {
    becomes('\uFEFF\n owner  a "A"', '\uFEFFowner a "A"\n');
  });

  it('nothing stays nothing', () => {
    for (const text of ['', '\n', ' \t\r\n\n', '\uFEFF'])
      expect(formatted(text)).toBe(text.startsWith('\uFEFF') ? text : '');
  });
});

describe('comments', () => {
  it('stay on their own line or behind their line, and those of blocks inside as they are', () => {
    becomes(
      `  // Top.


    // Of the model.
model "X"   { // head   
  /* in
   *   front */
      // own
  currency   USD   // code

      // last
  }   // behind
/** Of Ann. */
owner a "A"/* one */team "T" // ann
  // end`,
      `// Top.

// Of the model.
model "X" { // head
  /* in
   *   front */
  // own
  currency USD // code

  // last
} // behind

/** Of Ann. */
owner a "A" /* one */ team "T" // ann
// end
`,
    );
  });

  it('between steps stand under the value', () => {
    becomes(
      'driver a 5, // now\n// later\n6 from 2026-05, /* why */ 7 from 2026-06\n',
      'driver a 5, // now\n         // later\n         6 from 2026-05, /* why */\n         7 from 2026-06\n',
    );
  });

  it('that break a line keep it broken', () => {
    becomes(
      'model "X" {\n  currency // which?\n  USD\n  period\n  // all\n  2026\n}\n',
      'model "X" {\n  currency // which?\n      USD\n  period\n      // all\n      2026\n}\n',
    );
  });

  it('never grow together with a sign', () => {
    becomes('driver a 5/ /* a */month/ // b\n c\n', 'driver a 5/ /* a */ month / // b\n    c\n');
  });

  it('before a value stand in its column', () => {
    becomes(
      'foundation channel c {\n  volume /* a */ 5/month, 6/month from 2026-05\n  conversion /* b */\n5%\n}\n',
      'foundation channel c {\n  volume     /* a */ 5/month,\n             6/month from 2026-05\n  conversion /* b */ 5%\n}\n',
    );
  });

  it('before a comma leave it where it stands', () => {
    becomes('driver a min( 1/* a */ ,2 /* b */ )\n', 'driver a min(1 /* a */, 2 /* b */)\n');
  });

  it('alone are formatted too', () => {
    becomes('\n\n  // a  \n\n\n\t/* b */   // c', '// a\n\n/* b */ // c\n');
  });
});

describe('errors', () => {
  it('leave their declaration as it is, up to the next one', () => {
    becomes(
      `owner  a  "A"
channel  c {
    volume   5/month %
  conversion 5%
}
  // Of the driver.

driver  x   5

owner b   "B"`,
      `owner a "A"
channel  c {
    volume   5/month %
  conversion 5%
}
  // Of the driver.

driver x 5

owner b "B"
`,
    );
  });

  it('leave all that shares their lines, since one error can hide another', () => {
    becomes(
      'closing  csm { win rate } owner b  "B" ?\nowner   c "C"\n',
      'closing  csm { win rate } owner b  "B" ?\nowner c "C"\n',
    );
    becomes('? owner   a "A"\nowner   b "B"\n', '? owner   a "A"\nowner b "B"\n');
  });

  it('leave the place of what goes on behind them', () => {
    becomes(
      'channel c {\n  ?\n} owner  a  "A"\nowner  longer "B"\n',
      'channel c {\n  ?\n} owner a "A"\nowner longer "B"\n',
    );
    becomes('owner a  "A" channel  c {\n  ?\n}\n', 'owner a "A" channel  c {\n  ?\n}\n');
  });

  it('do not keep a block before them from its blank line', () => {
    becomes('model "X" { }\ndriver  x %\n', 'model "X" {\n}\n\ndriver  x %\n');
  });

  it('leave a block that is not closed', () => {
    const text = 'channel  c {\n volume   5/month\n';
    expect(formatted(text)).toBe(text);
  });

  it('leave a file over the limit', () => {
    expect(format(parseFile('file:///a.upsell', `owner   a "A"\n${'// x\n'.repeat(400_000)}`))).toEqual([]);
  });
});

describe('edits', () => {
  it('are as small as they can be', () => {
    const edits = format(parseFile('file:///a.upsell', 'owner  a   "A"\r\n\r\n\r\nowner b "B"\r\n  model "X" { }'));
    expect(edits).toEqual([
      { start: 6, end: 7, newText: '' },
      { start: 9, end: 11, newText: '' },
      { start: 18, end: 20, newText: '' },
      { start: 33, end: 35, newText: '\r\n' },
      { start: 46, end: 47, newText: '\r\n' },
      { start: 48, end: 48, newText: '\r\n' },
    ]);
  });

  it('never part a CRLF, nor make one of two edits', () => {
    const [crlf, lf, cr] = ['owner a "A"\r\n', 'owner b  "B"\n', 'owner c "C"\r'];
    for (const text of [crlf + lf + lf + lf, crlf + crlf + crlf + lf, crlf + crlf + cr + lf, lf + lf + crlf + cr]) {
      const edits = format(parseFile('file:///a.upsell', text));
      expect(edits).not.toEqual([]);
      for (const { start, end, newText } of edits) {
        const [before, after] = [text[start - 1] ?? '', text[end] ?? ''];
        expect(before === '\r' && /^\n/.test(newText || after), `the start of ${start}-${end}`).toBe(false);
        expect(/\r$/.test(newText || before) && after === '\n', `the end of ${start}-${end}`).toBe(false);
        expect(text.slice(start, start + 1) === '\n' && before === '\r').toBe(false);
        expect(text.slice(end - 1, end) === '\r' && after === '\n').toBe(false);
      }
      checkFormat(text);
    }
  });
});

describe('a range', () => {
  const text = 'owner  a "A"\nowner  bob "B"\nowner  c   "C"\nsources {\n}\n';

  it('takes the lines that it touches', () => {
    const second = text.indexOf('bob');
    checkRange(text, second, second);
    expect(rangeFormatted(text, second, second)).toBe('owner  a "A"\nowner bob "B"\nowner  c   "C"\nsources {\n}\n');
    expect(rangeFormatted(text, text.indexOf('\n') + 1, text.indexOf('owner  c'))).toBe(
      rangeFormatted(text, second, second),
    );
    expect(rangeFormatted(text, 0, text.length)).toBe(formatted(text));
    const ends = 'model "X" {\ncurrency USD\nperiod 2026\n}';
    expect(rangeFormatted(ends, 20, 20)).toBe('model "X" {\n  currency USD\nperiod 2026\n}');
    expect(rangeFormatted(ends, ends.length, ends.length)).toBe(`${ends}\n`);
  });
});

it('any number of comments is taken', () => {
  const many = '/**/'.repeat(150_000);
  expect(formatted(`owner a ${many} "A" ${many}`)).toHaveLength(2 * 5 * 150_000 + 'owner a "A"\n'.length);
});

it('twenty thousand lines take less than a second, and about eight times as long as an eighth of them', () => {
  const channels = CANONICAL.replaceAll('  ', ' ').replaceAll('source ', 'source  ');
  const took = (copies: number): number => {
    const file = parseFile('file:///a.upsell', channels.repeat(copies));
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      expect(format(file).length).toBeGreaterThan(50 * copies);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  const [little, much] = [took(33), took(8 * 33)];
  expect(much).toBeLessThan(1_000);
  // Far from the sixty-four times of what grows with the square, and far from what a busy machine does to eight times.
  expect(much).toBeLessThan(24 * little);
});
