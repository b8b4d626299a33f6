import { describe, expect, it } from 'vitest';
import { offersAt } from '../harness/check-refactoring.ts';
import { channel, HEAD } from '../harness/refactored.ts';

const RUN = 'Run `email`, with a channel of sample numbers (the forecast changes)';
const TICKETS = channel('volume 800/month counted 2025');
const SOURCES = 'sources {\n  ticket\n}\n';
const withSource = (line: string, rest = TICKETS) =>
  HEAD.replace(SOURCES, `sources {\n  ticket\n  ${line}\n}\n`) + rest;
const titles = (text: string) => Object.keys(offersAt({ 'model.upsell': text }));

describe('a source that is not run', () => {
  it('is run by a channel of sample numbers, with its usual owner', () => {
    const offers = offersAt({ 'model.upsell': withSource('$0email "Email" not run "Later" renamed from mail') });
    const text = offers[RUN]?.files['model.upsell'] ?? '';
    expect(text).toContain('  ticket\n  email "Email" renamed from mail\n}');
    expect(text).toContain('owner lifecycle "Lifecycle marketing"\n');
    expect(text).toContain('foundation channel email "Email" {\n  source     email\n  owner      lifecycle\n');
  });

  it('is none where it runs, where a channel feeds it all the same, and in a library', () => {
    expect(titles(withSource('$0email'))).not.toContain(RUN);
    const fed = TICKETS.replace('source ticket', 'source email').replace('channel tickets', 'channel mails');
    expect(titles(withSource('$0email not run "Later"', TICKETS + fed))).not.toContain(RUN);
    expect(titles('sources {\n  $0email not run "Later"\n}\n')).not.toContain(RUN);
  });
});
