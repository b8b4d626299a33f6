import { describe, expect, it } from 'vitest';
import { afterTyping, marked, typingOf } from '../harness/type-lines.ts';

/** Checks what stands in an editor, the cursor with it, after a line's end, or a brace, was typed before the cursor. */
const becomes = (typed: '}' | '\n', before: string, expected: string) =>
  expect(marked(afterTyping(typingOf(before), typed))).toBe(expected);
const stays = (typed: '}' | '\n', text: string) => becomes(typed, text, text);

describe('the end of a line', () => {
  it('lays out the line, and puts the columns of its neighbours where it makes them stand', () => {
    becomes(
      '\n',
      'channel c {\n  source ticket\n  conversion   3%   sample\n¦\n}\n',
      'channel c {\n  source     ticket\n  conversion 3% sample\n¦\n}\n',
    );
  });

  it('counts the lines behind the cursor, and those that stand with them', () => {
    becomes(
      '\n',
      'channel c {\n  source     ticket\n  owner   ann\n  ¦\n  conversion 3% sample\n volume  5\n}\n',
      'channel c {\n  source     ticket\n  owner      ann\n  ¦\n  conversion 3% sample\n  volume     5\n}\n',
    );
  });

  it('does not close up columns for as long as the cursor stands between their lines', () => {
    stays('\n', 'channel c {\n  source     ticket\n  ¦\n  conversion 3% sample\n}\n');
    // A line that was left empty parts them.
    becomes(
      '\n',
      'channel c {\n  source     ticket\n  ¦\n\n  conversion 3% sample\n}\n',
      'channel c {\n  source ticket\n  ¦\n\n  conversion 3% sample\n}\n',
    );
  });

  it('leaves alone what is behind the cursor, and what was written before', () => {
    becomes(
      '\n',
      'channel c {\n owner ann\n   source  a\n¦       volume 5\n}\ndriver  x  5\n',
      'channel c {\n  owner  ann\n  source a\n¦       volume 5\n}\ndriver  x  5\n',
    );
    becomes('\n', 'owner ann "Ann"\nscenario  s  {\n¦\n}\n', 'owner ann "Ann"\n\nscenario s {\n¦\n}\n');
  });

  it('does nothing in a number that goes on, behind an empty line, or in a declaration with an error', () => {
    stays('\n', 'driver  a  5\ndriver  x  5/month\n¦sample\n');
    stays('\n', 'driver  x  5/month,\n¦');
    stays('\n', 'driver  x  5/month\n\n¦');
    stays('\n', 'channel c {\n  owner   ann\n¦');
    stays('\n', 'channel c {\n  owner   ann\n¦\n  volume %\n}\n');
    stays('\n', '¦driver  x  5\n');
    stays('\n', '/* one  {  \n¦ two */ driver  x  5\n');
  });

  it('lays out declarations of one line, with comments among them', () => {
    becomes(
      '\n',
      'import "./a.upsell"\n\ndriver a 5 sample\n  // half\ndriver   longer 10%\tsample // why\n¦\ndriver z  5 sample\n',
      'import "./a.upsell"\n\ndriver a      5   sample\n  // half\ndriver longer 10% sample // why\n¦\ndriver z      5   sample\n',
    );
    becomes('\n', 'channel c {\n// why\n¦\n}\n', 'channel c {\n  // why\n¦\n}\n');
  });

  it('keeps the ends of lines as they are', () => {
    becomes('\n', 'owner  a "A"\r\n¦', 'owner a "A"\r\n¦');
    becomes('\n', 'owner  a "A"\r¦', 'owner a "A"\r¦');
    becomes('\n', '\uFEFFowner  a "A"\n¦', '\uFEFFowner a "A"\n¦');
  });
});

describe('a brace that closes', () => {
  it('lays out the block that it closes', () => {
    becomes(
      '}',
      'driver  x  5\nchannel  c {\n\n   source ticket\n conversion 3%\n\n  }¦ // c\ndriver  y  6\n',
      'driver  x  5\n\nchannel c {\n  source     ticket\n  conversion 3%\n}¦ // c\ndriver  y  6\n',
    );
    becomes('}', 'owner  a "A" sources  {b c  }¦  ', 'owner  a "A"\n\nsources {\n  b\n  c\n}¦  ');
  });

  it('of a block in another one lays out that one alone', () => {
    becomes(
      '}',
      'scenario  s {\n drop  x\n  closing   csm {\n  owner   ann\n cycle 1 month\n  }¦\n}\n',
      'scenario  s {\n drop  x\n  closing csm {\n    owner ann\n    cycle 1 month\n  }¦\n}\n',
    );
  });

  it('does nothing in a text or a comment, where it closes nothing, or where the block has an error', () => {
    stays('}', 'channel  c "{}¦" {\n source  a\n}\n');
    stays('}', 'channel  c { // {}¦\n source  a\n}\n');
    stays('}', 'owner  a "A"\n}¦\n');
    stays('}', 'channel  c {\n source  %\n}¦\n');
    stays('}', 'channel c {}\n¦');
  });
});
