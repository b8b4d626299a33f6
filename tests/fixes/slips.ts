import * as fc from 'fast-check';
import { tokensOf } from '../fuzz/random-text.ts';

/** One thing that a person gets wrong in a text that is right. */
export type Slip = (text: string) => string;

const KINDS = {
  'a token left out': (_: string) => '',
  'a token written twice': (token: string) => `${token} ${token}`,
  'two letters swapped': (token: string) => token.replace(/([a-z])(?!\1)([a-z])/, '$2$1'),
  'a letter left out': (token: string) => token.replace(/[a-z]/, ''),
  'a percent sign forgotten': (token: string) => token.replace('%', ''),
  'a digit too many': (token: string) => token.replace(/\d(?=%)/, '$&0'),
  'a currency forgotten': (token: string) => token.replace(/[$€£¥]/, ''),
  'another month': (token: string) => token.replace(/\d{4}-\d\d/, '2026-09'),
  'a quote forgotten': (token: string) => token.replace(/"$/, ''),
};

/** At a random token that the slip changes; the text itself where there is none. */
export const slip: fc.Arbitrary<Slip> = fc
  .record({
    change: fc.constantFrom(...Object.values(KINDS)),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  .map(({ change, at }) => (text) => {
    const tokens = [...tokensOf(text)];
    const changeable = tokens.flatMap((token, i) => (token.trim() !== '' && change(token) !== token ? [i] : []));
    const i = changeable[Math.floor(at * changeable.length)];
    if (i === undefined) return text;
    tokens[i] = change(tokens[i] as string);
    return tokens.join('');
  });

/** A line left out, written twice, or moved: in a plain text a field or a short declaration. */
export const lineSlip: fc.Arbitrary<Slip> = fc
  .record({
    kind: fc.constantFrom('left out', 'twice', 'moved'),
    from: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    to: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  .map(({ kind, from, to }) => (text) => {
    const lines = text.split('\n');
    const i = Math.floor(from * lines.length);
    const line = lines[i] as string;
    if (kind !== 'twice') lines.splice(i, 1);
    if (kind === 'twice') lines.splice(i, 0, line);
    if (kind === 'moved') lines.splice(Math.floor(to * (lines.length + 1)), 0, line);
    return lines.join('\n');
  });

/** A declaration left out: everything up to the next one. */
export const blockSlip: fc.Arbitrary<Slip> = fc
  .double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  .map((at) => (text) => {
    const blocks = text.split(/\n(?=[a-z])/);
    blocks.splice(Math.floor(at * blocks.length), 1);
    return blocks.join('\n');
  });
