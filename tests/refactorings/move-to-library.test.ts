import { describe, expect, it } from 'vitest';
import type { Files } from '../harness/analyse-text.ts';
import { faultsAt, offersAt } from '../harness/check-refactoring.ts';
import { channel } from '../harness/refactored.ts';

const MODEL = `model "Acme" {
  currency USD
  period 2026-01 to 2026-12
}

owner success "Customer success" // answers for the base
owner support "Support lead"

sources {
  ticket
}

closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  decided   2025-12
}

/** Paying customers. */
driver accounts 240 counted 2025 by success
// Check-ins and reviews.
driver cadence  1/month counted 2025 by support

`;
const TEXT = MODEL + channel('volume accounts * cadence counted 2025');

const moves = (files: Files, around: Parameters<typeof offersAt>[1] = {}): readonly string[] =>
  Object.keys(offersAt(files, around)).filter((title) => title.startsWith('Move'));

/** The files that a move leaves; what it promises is kept. */
function moved(title: string, marked: Files): Files {
  const offers = offersAt(marked);
  expect(Object.keys(offers)).toContain(title);
  const plain = Object.fromEntries(
    Object.entries(marked).map(([name, text]) => [name, text.replaceAll(/[«»]|\$0/g, '')]),
  );
  const [document = '', text = ''] = Object.entries(marked).find(([, one]) => /«|\$0/.test(one)) ?? [];
  const start = text.search(/«|\$0/);
  const end = text.includes('»') ? text.replace('«', '').indexOf('»') : start;
  expect(faultsAt(plain, document, [start, end])).toEqual([]);
  return offers[title]?.files ?? {};
}

describe('moving declarations', () => {
  it('goes into a new file, with what they name and their comments', () => {
    const files = moved('Move the driver `accounts` and 1 that it names to the new file shared.upsell', {
      'model.upsell': TEXT.replace('driver accounts', 'driver acc$0ounts'),
    });
    expect(files).toEqual({
      'model.upsell': `import "./shared.upsell"\n\n${TEXT.replace('owner success "Customer success" // answers for the base\n', '').replace(/\/\*\* Pay.*\ndriver.*\n/, '')}`,
      'shared.upsell': `owner success "Customer success" // answers for the base

/** Paying customers. */
driver accounts 240 counted 2025 by success
`,
    });
  });

  it('goes into a library that is imported, behind others of the kind', () => {
    const imported = `import "./base.upsell"\n\n${TEXT.replace(/owner .*\nowner .*\n\n/, '')}`;
    const base =
      'owner success "Customer success"\nowner support "Support lead"\n\ndriver heads 2 decided 2025-12 by support\n';
    const files = moved('Move 2 declarations to base.upsell', {
      'model.upsell': imported.replace('/** Paying', '«/** Paying').replace('by support\n\nf', 'by support»\n\nf'),
      'base.upsell': base,
    });
    expect(files['base.upsell']).toBe(`${base}/** Paying customers. */
driver accounts 240 counted 2025 by success
// Check-ins and reviews.
driver cadence  1/month counted 2025 by support
`);
    expect(files['model.upsell']).toBe(imported.replace(/\/\*\* Paying[\s\S]*by support\n\n/, ''));
  });

  it('takes the imports along that the new file needs', () => {
    const files = moved('Move the driver `accounts` to the new file drivers.upsell', {
      'model.upsell': `import "./owners.upsell"\nimport "./other.upsell"\n\n${TEXT.replace(/owner .*\nowner .*\n\n/, '').replace('driver accounts', 'driver acc$0ounts')}`,
      'owners.upsell': 'owner success "Customer success"\nowner support "Support lead"\n',
      'other.upsell': 'driver spare 2 decided 2025-12 by nobody\nowner nobody "Nobody"\n',
    });
    expect(files['drivers.upsell']).toBe(
      'import "./owners.upsell"\n\n/** Paying customers. */\ndriver accounts 240 counted 2025 by success\n',
    );
    expect(
      files['model.upsell']?.startsWith(
        'import "./owners.upsell"\nimport "./other.upsell"\nimport "./drivers.upsell"\n\nsources',
      ),
    ).toBe(false);
    expect(files['model.upsell']).toContain('import "./other.upsell"\nimport "./drivers.upsell"\n');
  });

  it('keeps the ends of lines of the text', () => {
    const files = moved('Move the owner `support` to the new file owners.upsell', {
      'model.upsell': TEXT.replaceAll('\n', '\r\n').replace('owner support', 'owner sup$0port'),
    });
    expect(files['owners.upsell']).toBe('owner support "Support lead"\r\n');
    expect(files['model.upsell']).not.toMatch(/[^\r]\n/);
  });

  it('takes a name that no file has, and makes none where the client cannot', () => {
    const files = { 'model.upsell': TEXT.replace('owner support', 'owner sup$0port'), 'owners.upsell': '' };
    expect(moves(files)).toEqual(['Move the owner `support` to the new file owners-2.upsell']);
    expect(moves(files, { canCreate: false })).toEqual([]);
  });

  it('adds nothing to a library that another file could mistake for its own', () => {
    const files = {
      'model.upsell': `import "./base.upsell"\n\n${TEXT.replace('owner support', 'owner sup$0port')}`,
      'base.upsell': 'driver heads 2 decided 2025-12 by nobody\nowner nobody "Nobody"\n',
    };
    expect(moves(files)).toEqual([
      'Move the owner `support` to base.upsell',
      'Move the owner `support` to the new file owners.upsell',
    ]);
    expect(moves(files, { isDeclaredElsewhere: () => true })).toEqual([
      'Move the owner `support` to the new file owners.upsell',
    ]);
    // A channel would be one of every model that imports the library.
    expect(
      moves({
        ...files,
        'model.upsell': files['model.upsell'].replace('$0', '').replace('channel tick', 'channel ti$0ck'),
      }),
    ).toEqual(['Move the channel `tickets` and 5 that it names to the new file shared.upsell']);
  });

  it('says where it lists a channel before those that it stood behind', () => {
    const two = `${TEXT.replace('  ticket\n', '  ticket\n  email\n')}\n${channel(
      'volume accounts * cadence counted 2025',
    )
      .replace('channel tickets', 'channel mails')
      .replace('source ticket', 'source email')}`;
    const titled = (text: string) => moves({ 'model.upsell': text }).map((title) => title.replace(/.*new file /, ''));
    expect(titled(two.replace('channel mails', 'channel mai$0ls'))).toEqual([
      'shared.upsell (listed before the channels here)',
    ]);
    expect(titled(two.replace('channel tickets', 'channel tick$0ets'))).toEqual(['shared.upsell']);
    expect(titled(two.replace('owner success', 'owner suc$0cess'))).toEqual(['owners.upsell']);
  });

  it('is not offered for what belongs to the model, for what is broken, nor inside of a declaration', () => {
    const at = (text: string) => moves({ 'model.upsell': text });
    expect(at(TEXT.replace('mod', 'm$0od'))).toEqual([]);
    expect(at(`«${TEXT}»`)).toEqual([]);
    expect(
      at(TEXT.replace('owner support "Support lead"', 'owner sup$0port "Support lead"\nowner support "Again"')),
    ).toEqual([]);
    expect(at(TEXT.replace('driver accounts 240', 'driver acc$0ounts 240 +'))).toEqual([]);
    expect(at(TEXT.replace('source ticket', 'sou$0rce ticket'))).toEqual([]);
  });
});
