/** Reads the blocks of a model back (`language.md`, 6). */
import { monthIndex } from './calendar.ts';
import type { Assumption, Channel, Closing, Cycle, Initiator, Model, Owner, Season, Source, Touch } from './model.ts';
import type { Written } from './read-number.ts';
import { NumberReader } from './read-number.ts';
import { MONTH_NAMES } from './words.ts';

/** Reads what stands behind the word that begins a block. */
export class BlockReader extends NumberReader {
  protected header(): Written<Model> {
    const header: Written<Model> = { title: this.string() };
    this.fields((field) => {
      if (field === 'currency') header.currency = this.word();
      else if (field === 'fiscal') {
        this.words('year', 'starts');
        monthNumber(this.word());
      } else if (field === 'season') header.season = this.#season();
      else if (field === 'period') {
        const { from, to } = this.period();
        header.start = from;
        header.months = monthIndex(to) - monthIndex(from) + 1;
      } else throw new SyntaxError(`model: ${field}`);
    });
    return header;
  }

  protected owner(): Owner {
    return {
      name: this.word(),
      display: this.string(),
      team: this.has('team') ? this.string() : undefined,
      handle: this.peek().kind === 'handle' ? this.take().text : undefined,
    };
  }

  protected sources(): Source[] {
    const sources: Source[] = [];
    this.fields((name) => {
      sources.push({
        name,
        label: this.optionalString(),
        notRun: this.has('not', 'run') ? this.string() : undefined,
        renamedFrom: this.has('renamed', 'from') ? this.word() : undefined,
      });
    });
    return sources;
  }

  protected closing(): Closing {
    const closing: Written<Closing> = { kind: this.word() as Closing['kind'], title: this.optionalString() };
    this.fields((field) => {
      if (field === 'owner') closing.owner = this.word();
      else if (field === 'win') closing.winRate = this.#after('rate');
      else if (field === 'deal') closing.dealSize = this.#after('size');
      else if (field === 'cycle') closing.cycle = this.#cycle();
      else if (field === 'attention') closing.attention = this.list() as unknown as NonNullable<Closing['attention']>;
      else if (field === 'decided') {
        closing.decided = { month: this.take('month').text, reason: this.optionalString() };
      } else if (field === 'closers' || field === 'capacity' || field === 'cost' || field === 'quota') {
        closing[field] = this.assumption();
      } else throw new SyntaxError(`closing: ${field}`);
    });
    return closing as Closing;
  }

  protected channel(layer: Channel['layer']): Channel {
    this.words('channel');
    const moments: string[] = [];
    const touches: Touch[] = [];
    const channel: Written<Channel> = { layer, name: this.word(), title: this.optionalString() };
    this.fields((field) => {
      if (field === 'source') channel.source = this.word();
      else if (field === 'owner') channel.owner = this.word();
      else if (field === 'volume') channel.volume = this.assumption();
      else if (field === 'conversion') channel.conversion = this.assumption();
      else if (field === 'win') channel.winRate = this.#after('rate');
      else if (field === 'deal') channel.dealSize = this.#after('size');
      else if (field === 'season') channel.season = this.#season();
      else if (field === 'moment') moments.push(this.string());
      else if (field === 'flag') channel.flag = this.string();
      else if (field === 'touch') touches.push(this.#touch(undefined));
      else if (field === 'customer' || field === 'vendor') {
        this.words('touch');
        touches.push(this.#touch(field));
      } else if (field === 'initiated') {
        this.words('by');
        channel.initiator = this.word() as Initiator;
      } else if (field === 'open') {
        this.words('at', 'start');
        channel.openAtStart = this.expr();
      } else throw new SyntaxError(`channel: ${field}`);
    });
    if ((channel.volume === undefined) === (touches.length === 0)) throw new SyntaxError('volume and touches');
    return { ...(channel as Channel), volume: channel.volume ?? touches, moments };
  }

  #touch(initiator: Initiator | undefined): Touch {
    return {
      name: this.word(),
      title: this.optionalString(),
      initiator,
      volume: this.assumption(),
      gated: this.has('gated'),
      converting: this.has('converting') ? this.assumption() : undefined,
    };
  }

  protected retention(): NonNullable<Model['retention']> {
    const retention: Written<NonNullable<Model['retention']>> = {};
    this.fields((field) => {
      if (field === 'owner') retention.owner = this.word();
      else if (field === 'contraction') retention[this.word() as Initiator] = this.assumption();
      else if (field === 'after') {
        retention.afterMonths = Number(this.take('number').text);
        this.words('months');
      } else throw new SyntaxError(`retention: ${field}`);
    });
    return retention as NonNullable<Model['retention']>;
  }

  #after(word: string): Assumption {
    this.words(word);
    return this.assumption();
  }

  #cycle(): Cycle {
    const unit = this.tokens[this.next + 1]?.text;
    if (unit !== 'month' && unit !== 'months') return { kind: 'shares', shares: this.list() };
    const months = Number(this.take('number').text);
    this.words(unit);
    return { kind: 'months', months };
  }

  #season(): Season {
    const season: Season[number][] = [];
    do season.push({ month: monthNumber(this.word()), factor: this.expr() });
    while (this.has(','));
    return season;
  }
}

/** 1 to 12. */
export function monthNumber(name: string): number {
  const index = (MONTH_NAMES as readonly string[]).indexOf(name.toLowerCase());
  if (index < 0) throw new SyntaxError(`no month: ${name}`);
  return index + 1;
}
