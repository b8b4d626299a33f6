import { describe, expect, it } from 'vitest';
import { channel, refactored, titlesAt } from '../harness/refactored.ts';

const VOLUME = 'volume 800/month counted 2025';

describe('a share as a percentage', () => {
  it.each([
    ['0.05', '5%'],
    ['0.005', '0.5%'],
    ['0.0264', '2.64%'],
  ])('%s', (number, percent) => {
    const text = (value: string) => channel(VOLUME, `conversion ${value} measured 2025`);
    expect(refactored(`Write \`${percent}\``, text(`$0${number}`))).toBe(text(percent));
  });

  it('is written at both ends of a range', () => {
    const text = (value: string) => channel(VOLUME, `conversion ${value} measured 2025`);
    expect(refactored('Write `2% to 5%`', text('0.02 to $00.05'))).toBe(text('2% to 5%'));
  });

  it('is offered where a share stands alone', () => {
    const writes = (text: string) => titlesAt(text).filter((title) => title.endsWith('%`'));
    expect(writes(`${channel(`${VOLUME}\n  season july $00.85`)}`)).toEqual(['Write `85%`']);
    expect(writes(`driver rate $00.05 measured 2025 by support\n\n${channel(VOLUME, 'conversion rate')}`)).toEqual([
      'Write `5%`',
    ]);
    expect(writes(`${channel(VOLUME)}scenario more {\n  scale tickets.volume by $01.1\n}\n`)).toEqual(['Write `110%`']);
    // A count, a count per month, a range that would be another one, and a number of opportunities.
    expect(writes(`driver heads $02.5 decided 2025-12 by support\n\n${channel('volume heads * 8/month')}`)).toEqual([]);
    expect(writes(channel('volume $00.5/month counted 2025'))).toEqual([]);
    expect(
      writes(`driver rate $00.02 to 0.05 measured 2025 by support\n\n${channel(VOLUME, 'conversion rate')}`),
    ).toEqual([]);
    expect(writes(channel(`${VOLUME}\n  open at start $00.5`))).toEqual([]);
  });
});

describe('another unit of time', () => {
  const units = (text: string) => titlesAt(text).filter((title) => title.includes('/'));

  it.each([
    ['120/quarter', ['Write `40/month`', 'Write `480/year`']],
    ['40/month', ['Write `120/quarter`', 'Write `480/year`']],
    ['36/week', ['Write `156/month`', 'Write `468/quarter`', 'Write `1,872/year`']],
    ['1560/week', ['Write `6760/month`', 'Write `20,280/quarter`', 'Write `81,120/year`']],
    ['1,200 per month', ['Write `3,600/quarter`', 'Write `14,400/year`']],
    ['10/month', ['Write `30/quarter`', 'Write `120/year`']],
    ['365/year', ['Write `1/day`', 'Write `91.25/quarter`']],
    ['80/workday', []],
    ['0/month', []],
  ])('of %s', (number, titles) => {
    const found = units(channel(`volume $0${number} counted 2025`)).filter((title) => title.startsWith('Write `'));
    expect(found).toEqual(titles);
  });

  it('is the same number', () => {
    const text = (value: string) => channel(`volume ${value} counted 2025`);
    expect(refactored('Write `40/month`', text('120 per $0quarter'))).toBe(text('40 per month'));
    expect(refactored('Write `14,400/year`', text('$01.2k/month'))).toBe(text('14,400/year'));
    expect(refactored('Write `14400/year`', text('min($01.2k/month, 3k/month)'))).toBe(
      text('min(14400/year, 3k/month)'),
    );
    const cost = (value: string) =>
      `driver spend ${value} decided 2025-12 by support\n\n${channel('volume spend / $10')}`;
    expect(refactored('Write `$10,000/month`', cost('$$0120k/year'))).toBe(cost('$10,000/month'));
  });
});

describe('the computed value', () => {
  const DRIVERS =
    'driver accounts 240 counted 2025 by success\ndriver cadence 1/month to 3/month counted 2025 by success\n\n';

  it('is written in the unit of its place, and its evidence stays', () => {
    const text = (value: string) => DRIVERS + channel(`volume ${value} counted 2025`);
    expect(
      refactored(
        'Write the computed value: `80/month`, which no longer follows `accounts`',
        text('accounts$0/quarter'),
      ),
    ).toBe(text('80/month'));
    expect(
      refactored(
        'Write the computed value: `480`, which no longer follows `accounts`',
        text('«accounts * 2» * 1/month'),
      ),
    ).toBe(text('480 * 1/month'));
    const rate = (value: string) => channel(VOLUME, `conversion ${value} measured 2025`);
    expect(refactored('Write the computed value: `0.6%`', rate('0.2$0% + 0.4%'))).toBe(rate('0.6%'));
    expect(refactored('Write the computed value: `0.5%`', rate('4$0 / 800'))).toBe(rate('0.5%'));
    const price = (value: string) => channel(`${VOLUME}\n  deal size ${value} measured 2025`);
    expect(refactored('Write the computed value: `$15,000`', price('$12,000 * 1$0.25'))).toBe(price('$15,000'));
    expect(refactored('Write the computed value: `1200`', text('min(«2 * 600», 7)/month'))).toBe(
      text('min(1200, 7)/month'),
    );
  });

  it('takes the expected value of a range', () => {
    const titles = titlesAt(`${DRIVERS}${channel('volume accounts * cadence$0 counted 2025')}`);
    expect(titles.find((title) => title.startsWith('Write the'))).toMatch(
      /^Write the computed value: `4\d\d\.\d{10}\/month`, which no longer follows `accounts` and `cadence`$/,
    );
  });

  it('has few digits, in another unit of time where that takes it, and the same total', () => {
    const drivers = 'driver base 100 counted 2025 by success\ndriver part 1/3 counted 2025 by success\n\n';
    const text = (value: string) => drivers + channel(`volume ${value} counted 2025`);
    const quarter = 'Write the computed value: `100/quarter`, which no longer follows `base`';
    expect(refactored(quarter, text('base / 3 $0* 1/month'))).toBe(text('100/quarter'));
    const week = 'Write the computed value: `325/quarter`, which no longer follows `base`';
    expect(refactored(week, text('base * 0.25/week$0'))).toBe(text('325/quarter'));
    // What is the same in no unit keeps what a total is made of.
    const many = 'Write the computed value: `14.28571428571/month`, which no longer follows `base`';
    expect(refactored(many, text('base / 7 $0* 1/month'))).toBe(text('14.28571428571/month'));
    const three = text('base * part * base * part$0 / base * 1/month');
    expect(titlesAt(three)).toContain(
      'Write the computed value: `11.11111111111/month`, which no longer follows `base` and `part`',
    );
  });

  it('is not offered where it is not one number, or a scenario tries out others', () => {
    const writes = (text: string) => titlesAt(text).filter((title) => title.startsWith('Write the computed'));
    expect(writes(channel('volume 800$0/month counted 2025'))).toEqual([]);
    expect(writes(channel('volume 2 * 40$0/workday counted 2025'))).toEqual([]);
    expect(writes(channel('volume 2/month - 40$0/month counted 2025'))).toEqual([]);
    const steps = 'driver accounts 240 counted 2025, 250 from 2026-05 counted 2025 by success\n\n';
    expect(writes(steps + channel('volume accounts$0 * 1/month counted 2025'))).toEqual([]);
    const scenario = 'scenario more {\n  scale accounts by 2\n}\n';
    expect(writes(DRIVERS + channel('volume accounts$0 * 1/month counted 2025') + scenario)).toEqual([]);
    expect(writes(DRIVERS + channel('volume accounts$0 * 1/month counted 2025'))).toHaveLength(1);
  });
});

describe('a volume as touches', () => {
  it('is one touch with the number that was counted', () => {
    const text = (volume: string, path: string) =>
      `${channel(volume)}scenario more {\n  scale tickets.${path} by 2\n}\n`;
    expect(refactored('Write the volume as a touch', text('$0volume 800/month counted 2025', 'volume'))).toBe(
      text('touch tickets "Support tickets" 800/month counted 2025', 'tickets'),
    );
  });

  it('is a touch for each summand', () => {
    const drivers = 'driver hits 500/month counted 2025 by support\n\n';
    expect(
      refactored(
        'Split the volume into 3 touches',
        drivers + channel('volume hits + 2 * hits$0 + 40/month growing 1%/month counted 2025'),
      ),
    ).toBe(
      drivers +
        channel(`touch hits hits growing 1%/month counted 2025
  touch hits_2 2 * hits growing 1%/month counted 2025
  touch tickets_3 40/month growing 1%/month counted 2025`),
    );
  });

  it('is not split where a part may be negative', () => {
    const splits = (volume: string, driver = '500/month') =>
      titlesAt(`driver hits ${driver} counted 2025 by support\n\n${channel(volume)}`).filter((title) =>
        title.includes('the volume'),
      );
    expect(splits('volume hits + -1 * 4$0/month counted 2025')).toEqual(['Write the volume as a touch']);
    expect(splits('volume hits + 1$0/month counted 2025', '500/month - 1/month')).toEqual([
      'Write the volume as a touch',
    ]);
    expect(splits('volume hits + 1$0/month counted 2025')).toEqual(['Split the volume into 2 touches']);
  });
});

describe('steps', () => {
  it('that lie on a line become a rise', () => {
    const text = (steps: string) => channel(`volume ${steps}`);
    const steps = `100/month counted 2025,
         110/month from 2026-02 counted 2025,
         360/quarter from 2026-03 counted 2025,
         300/month from 2026-07 decided 2025-12`;
    expect(
      refactored('Write the steps as `rising to 360/quarter by 2026-03`', text(steps.replace('110', '1$010'))),
    ).toBe(
      text(`100/month rising to 360/quarter by 2026-03 counted 2025,
         300/month from 2026-07 decided 2025-12`),
    );
  });

  it('that jump, or have other evidence, stay', () => {
    const rises = (steps: string) => titlesAt(channel(`volume ${steps}`)).filter((title) => title.includes('rising'));
    expect(
      rises('100/month counted 2025, 1$010/month from 2026-02 counted 2025, 120/month from 2026-03 counted 2025'),
    ).toHaveLength(1);
    expect(
      rises('100/month counted 2025, 1$010/month from 2026-02 counted 2025, 121/month from 2026-03 counted 2025'),
    ).toEqual([]);
    expect(
      rises('100/month counted 2025, 1$010/month from 2026-03 counted 2025, 120/month from 2026-05 counted 2025'),
    ).toEqual([]);
    expect(rises('100/month counted 2025, 1$010/month from 2026-02 counted 2025')).toEqual([]);
    expect(
      rises('100/month counted 2025, 1$010/month from 2026-02 counted 2024, 120/month from 2026-03 counted 2025'),
    ).toEqual([]);
  });

  it('are sorted from any of them', () => {
    const text = (steps: string) => channel(`volume ${steps}`);
    const title = 'Sort the steps by their months';
    expect(
      titlesAt(
        text('10$00/month counted 2025, 120/month from 2026-05 counted 2025, 110/month from 2026-02 counted 2025'),
      ),
    ).toContain(title);
    expect(titlesAt(text('10$00/month counted 2025, 110/month from 2026-02 counted 2025'))).not.toContain(title);
  });
});
