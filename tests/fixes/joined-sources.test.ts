import { type Diagnostic, fixesOf } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { AS_OF, analyseFiles, type Files } from '../harness/analyse-text.ts';
import { afterFix, brokenPromises } from '../harness/check-fix.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';

const SOURCES = 'sources {\n  ticket\n}';
const HEADER = 'month,source,touches,opened';

/** The minimal model with actuals beside it, and another list of sources; each source but `ticket` is one that is not run. */
const withRows = (rows: readonly string[], list = SOURCES): Files => ({
  'model.upsell': `${readRuleText('minimal.upsell').replace(SOURCES, () => list)}\nactuals "actuals"\n`,
  'actuals/months.csv': `${[HEADER, ...rows].join('\n')}\n`,
});

/** What each fix of the first unknown source makes of some files, and that it keeps its promises. */
function fixed(files: Files): ReadonlyMap<string, Files> {
  const analysis = analyseFiles(files, AS_OF);
  const at = analysis.files.findIndex(({ uri }) => uri.endsWith('.csv'));
  const diagnostic = analysis.diagnostics.find(({ code, file }) => code === 'actuals-unknown-source' && file === at);
  if (!diagnostic) throw new Error('no unknown source');
  return new Map(
    fixesOf(analysis, diagnostic).map((fix) => {
      const offer = { analysis, diagnostic, fix };
      const after = afterFix(files, offer);
      // The line that counts the problems has the code of the first that is left.
      const isCount = ({ file, code }: Diagnostic) => file === 0 && code.startsWith('actuals-');
      expect(brokenPromises(offer, analyseFiles(after, AS_OF), isCount)).toEqual([]);
      return [fix.title, after];
    }),
  );
}

const listIn = (files: Files | undefined) => files?.['model.upsell']?.match(/sources \{[^}]*\}/)?.[0];
const titles = (files: Files) => [...fixed(files).keys()];

describe('a source of the actuals that is not in the list', () => {
  it('is mended in its cell, joins a source that it was renamed to, or is added', () => {
    const files = withRows(['2026-01,"tickets",812,4', '2026-02,ticket,900,5']);
    const found = fixed(files);
    expect([...found.keys()]).toEqual([
      'Write `ticket`',
      'Count the rows of `tickets` as `ticket`, its name today',
      'Add `tickets` to the sources, with a channel of sample numbers (the forecast changes)',
      'Add `tickets` to the sources as one that is not run',
    ]);
    const [write, join, add, notRun] = [...found.values()];
    expect(write).toEqual({
      ...files,
      'actuals/months.csv': `${HEADER}\n2026-01,ticket,812,4\n2026-02,ticket,900,5\n`,
    });
    expect(join?.['actuals/months.csv']).toBe(files['actuals/months.csv']);
    expect(listIn(join)).toBe('sources {\n  ticket renamed from tickets\n}');
    expect(listIn(add)).toBe('sources {\n  ticket\n  tickets\n}');
    // A channel `tickets` is there already: it feeds `ticket`.
    expect(add?.['model.upsell']).toContain('channel tickets_channel "Tickets" {\n  source     tickets\n');
    expect(listIn(notRun)).toBe('sources {\n  ticket\n  tickets not run "No channel yet"\n}');
  });

  it('does not join a source that has a row in one of its months', () => {
    const both = ['2026-01,webinar,90,1', '2026-01,ticket,812,4'];
    expect(titles(withRows(both))).toEqual([
      'Add `webinar` to the sources, with a channel of sample numbers (the forecast changes)',
      'Add `webinar` to the sources as one that is not run',
    ]);
    // Nor where that row has an error of its own, or stands under a former name.
    expect(titles(withRows([both[0] as string, '2026-01,ticket,many,4']))).toHaveLength(2);
    const formerly = SOURCES.replace('ticket', 'ticket renamed from case');
    expect(titles(withRows(['2026-01,cases,90,1', '2026-01,case,812,4'], formerly))).toHaveLength(2);
    expect(titles(withRows(['2026-01,cases,90,1', '2026-02,case,812,4'], formerly))).toHaveLength(3);
  });

  it('is not added, and joins nothing, where it has two rows in a month', () => {
    expect(titles(withRows(['2026-01,tickets,90,1', '2026-01,tickets,80,1']))).toEqual(['Write `ticket`']);
  });

  it('joins with what the source was called before, in the words of the CRM', () => {
    const list = SOURCES.replace('ticket', 'ticket "Support" renamed from case');
    const found = fixed(withRows(['2026-01,Support & email,90,1'], list));
    const joined = found.get('Count the rows of `Support & email` as `ticket`, its name today');
    expect(listIn(joined)).toBe('sources {\n  ticket "Support" renamed from case, "Support & email"\n}');
    const added = found.get('Add `support_email` to the sources as one that is not run');
    expect(listIn(added)).toContain('support_email not run "No channel yet" renamed from "Support & email"');
    // A word of the language would begin a field.
    expect(listIn([...fixed(withRows(['2026-01,channel,9,1'])).values()][0])).toContain('renamed from "channel"');
  });

  it('changes the forecast where its rows are older than the period: what they opened closes in it', () => {
    const [join, , notRun] = titles(withRows(['2025-11,webinar,90,1', '2026-01,webinar,90,1']));
    expect(join).toBe('Count the rows of `webinar` as `ticket`, its name today (the forecast changes)');
    expect(notRun).toBe('Add `webinar` to the sources as one that is not run (the forecast changes)');
  });

  it('has no fix in words that a model cannot hold', () => {
    expect(titles(withRows(['2026-01,"the ""old"" desk",9,1']))).toEqual([]);
  });

  it('is offered the sources that it can join, the nearest first, and no more than three', () => {
    const list = SOURCES.replace('ticket', 'ticket\n  email\n  marketing\n  outbound\n  webinar');
    const found = titles(withRows(['2026-01,webinars,9,1'], list));
    expect(found.filter((title) => title.startsWith('Count')).map((title) => title.match(/as `(\w+)`/)?.[1])).toEqual([
      'webinar',
      'ticket',
      'email',
    ]);
  });
});
