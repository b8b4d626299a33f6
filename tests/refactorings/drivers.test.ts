import { describe, expect, it } from 'vitest';
import { offersAt } from '../harness/check-refactoring.ts';
import { channel, HEAD, refactored, titlesAt } from '../harness/refactored.ts';

const EXTRACT = 'Extract into the driver `tickets_conversion`';

describe('extracting a driver', () => {
  it('takes the evidence and the owner along', () => {
    expect(refactored(EXTRACT, channel('volume 800/month counted 2025', 'conversion 0.$05% measured 2025'))).toBe(
      `driver tickets_conversion 0.5% measured 2025 by support\n\n${channel('volume 800/month counted 2025', 'conversion tickets_conversion')}`,
    );
  });

  it('takes the whole history, ranges of rates and remarks, and keeps the name of another owner', () => {
    const steps = `conversion 0.5%                 estimated 2025-12,
             «0.4%» to 0.8% from 2026-05 measured 2026-02 to 2026-04 by success note "as  agreed"`;
    expect(refactored(EXTRACT, channel('volume 800/month counted 2025', steps))).toBe(
      `driver tickets_conversion 0.5% estimated 2025-12,
                          0.4% to 0.8% from 2026-05 measured 2026-02 to 2026-04 by success note "as  agreed"

${channel('volume 800/month counted 2025', 'conversion tickets_conversion')}`,
    );
  });

  it('takes a part of an expression, with the evidence of the whole, and a free name', () => {
    const drivers =
      'driver accounts 240 counted 2025 by success\ndriver tickets_volume_factor 2 decided 2025-12 by success\n\n';
    const volume = (factor: string) => `volume accounts * ${factor} * tickets_volume_factor counted 2025`;
    expect(
      refactored('Extract into the driver `tickets_volume_factor_2`', drivers + channel(volume('$03/month'))),
    ).toBe(
      `${drivers.trimEnd()}\ndriver tickets_volume_factor_2 3/month counted 2025 by support\n\n${channel(volume('tickets_volume_factor_2'))}`,
    );
  });

  it('keeps an owner where the block has none', () => {
    const block = (value: string) => `retention {
  contraction customer ${value}
  contraction vendor 10% estimated 2025-12 by success
}\n\n${channel('volume 800/month counted 2025')}`;
    expect(refactored('Extract into the driver `contraction_customer`', block('$02% measured 2025 by support'))).toBe(
      `driver contraction_customer 2% measured 2025 by support\n\n${block('contraction_customer by support')}`,
    );
  });

  it('is not offered where the number would be another one, or is none of the forecast', () => {
    const extracts = (text: string) => titlesAt(text).filter((title) => title.startsWith('Extract'));
    // A range of numbers is no rate in a driver; the ends of a range are no names.
    expect(extracts(channel('volume 800/month counted 2025', 'conversion $00.004 to 0.008 measured 2025'))).toEqual([]);
    expect(extracts(channel('volume 800/month counted 2025', 'conversion 2 * «0.4%» to 3% measured 2025'))).toEqual([]);
    expect(extracts(`${channel('volume 800/month')}scenario more {\n  set tickets.conversion = $00.6%\n}\n`)).toEqual(
      [],
    );
    expect(extracts(`${channel('volume 800/month')}target revenue >= $0$500k\n`)).toEqual([]);
    expect(extracts(`driver base $0240 counted 2025 by support\n\n${channel('volume base/month')}`)).toEqual([]);
    expect(extracts(channel('volume $0800 counted 2025'))).toEqual([]);
    expect(extracts(channel('volume $0base/month counted 2025'))).toEqual([]);
  });

  it('takes no name that another file would lose to a library', () => {
    const library = { 'library.upsell': `owner support "Support"\n\n${channel('volume $0800/month counted 2025')}` };
    const names = (isDeclaredElsewhere: () => boolean) => {
      let asked = 0;
      const taken = () => asked++ === 0 && isDeclaredElsewhere();
      return Object.keys(offersAt(library, { isDeclaredElsewhere: taken })).filter((title) =>
        title.startsWith('Extract'),
      );
    };
    expect(names(() => false)).toEqual(['Extract into the driver `tickets_volume`']);
    expect(names(() => true)).toEqual(['Extract into the driver `tickets_volume_2`']);
  });
});

describe('inlining a driver', () => {
  const DRIVER = 'driver rate 0.5% measured 2025 by support\n\n';

  it('puts the number back to where it came from', () => {
    const used = channel('volume 800/month counted 2025', 'conversion rate');
    for (const text of [DRIVER.replace('rate', '$0rate') + used, DRIVER + used.replace(' rate', ' $0rate')])
      expect(refactored('Inline the driver `rate`', text)).toBe(
        channel('volume 800/month counted 2025', 'conversion 0.5% measured 2025'),
      );
  });

  it('keeps what would be lost as a note', () => {
    const used = (value: string, note = '') => channel(`volume 2 * ${value} counted 2026-01${note}`);
    expect(
      refactored(
        'Inline the driver `base`',
        `driver $0base 4/month + 1/month counted 2025 by success\n\n${used('base')}`,
      ),
    ).toBe(used('(4/month + 1/month)', ' note "base 4/month + 1/month counted 2025 by success"'));
  });

  it('adds evidence and owner where the place has none', () => {
    const text = (value: string) => channel(`volume ${value}`);
    expect(
      refactored('Inline the driver `base`', `driver $0base 240 counted 2025 by support\n\n${text('base/month')}`),
    ).toBe(text('240/month counted 2025'));
    expect(
      refactored('Inline the driver `base`', `driver $0base 8/month counted 2025 by success\n\n${text('base')}`),
    ).toBe(text('8/month counted 2025 by success'));
  });

  it('inlines at one place alone, or at all', () => {
    const drivers = 'driver base 240 counted 2025 by support\ndriver more base * 2 by support\n\n';
    const text = drivers + channel('volume ($0base + more)/month');
    expect(titlesAt(text).filter((title) => title.startsWith('Inline'))).toEqual([
      'Inline the driver `base`',
      'Inline the driver `base` here',
    ]);
    expect(refactored('Inline the driver `base` here', text)).toBe(
      drivers + channel('volume (240 + more)/month counted 2025'),
    );
    expect(refactored('Inline the driver `base`', text)).toBe(
      `driver more 240 * 2 counted 2025 by support\n\n${channel('volume (240 + more)/month counted 2025')}`,
    );
  });

  it('is not offered where a scenario changes the driver, where steps would be lost, and where a range would be drawn twice', () => {
    const inlines = (text: string) => titlesAt(text).filter((title) => title.startsWith('Inline'));
    const used = channel('volume 800/month counted 2025', 'conversion $0rate');
    expect(inlines(`${DRIVER}${used}\nscenario more {\n  set rate = 1%\n}\n`)).toEqual([]);
    expect(
      inlines(`driver rate 0.5% measured 2025, 1% from 2026-05 by support\n\n${used.replace('$0rate', '2 * $0rate')}`),
    ).toEqual([]);
    const twice = 'driver rate 0.4% to 1% measured 2025 by support\ndriver other rate by support\n\n';
    expect(inlines(twice + used)).toEqual([]);
    expect(inlines(`${DRIVER}${used.replace('$0rate', 'min($0rate, 1%)')}`)).toHaveLength(1);
    expect(
      inlines(`driver rate 0.5% /* half */ + 0.1% measured 2025 by support\n\n${used.replace('$0rate', '2 * $0rate')}`),
    ).toEqual([]);
  });

  it('leaves the declaration in a library', () => {
    const offers = offersAt({
      'model.upsell': `import "./rates.upsell"\n\n${HEAD}${channel('volume 800/month counted 2025', 'conversion $0rate')}`,
      'rates.upsell': 'owner desk "Desk"\n\ndriver rate 0.5% measured 2025 by desk\n',
    });
    const here = offers['Inline the driver `rate` here'];
    expect(Object.keys(offers).filter((title) => title.startsWith('Inline'))).toHaveLength(1);
    expect(here?.files['rates.upsell']).toContain('driver rate');
    expect(here?.files['model.upsell']).toContain('conversion 0.5% measured 2025 by desk\n');
  });
});
