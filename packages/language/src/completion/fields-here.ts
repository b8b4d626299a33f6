import { monthText } from '@upsell/engine';
import { currencyOf } from '../amount.ts';
import { builtInSource } from '../built-in-sources.ts';
import { BLOCK_FIELDS } from '../parser/words.ts';
import { CLOSING_TITLES } from '../sample-closing.ts';
import { sourceCards } from '../source-cards.ts';
import { visibleNames } from '../visible-names.ts';
import { closingProposal } from './closing-proposal.ts';
import { beginsField } from './cursor-place.ts';
import { FIELD_TEXTS } from './field-texts.ts';
import { ownerSlot, periodHere } from './model-facts.ts';
import { mentions } from './names-here.ts';
import { firstEdit } from './paths-here.ts';
import { type Asked, choice, type Proposal, slot } from './proposal.ts';
import { sampleHere, sourceHere } from './sample-here.ts';

/** The fields that a block may still have, in the order in which they are written (spec: language, 6), each with a value to begin with. */
export function fieldProposals(asked: Asked): readonly Proposal[] {
  const block = BLOCK_OF[asked.place.block ?? ''] ?? '';
  const present = presentFields(asked);
  const names = (BLOCK_FIELDS[block] ?? []).flatMap((name) =>
    name === 'contraction' ? ['contraction customer', 'contraction vendor'] : [name],
  );
  // What may stand there more than once comes last where it stands already.
  return names
    .toSorted((a, b) => Number(REPEATED.has(a) && present.has(a)) - Number(REPEATED.has(b) && present.has(b)))
    .filter((name) => REPEATED.has(name) || !present.has(name))
    .filter((name) => name !== 'volume' || !present.has('touch'))
    .filter((name) => name !== 'touch' || !present.has('volume'))
    .filter((name) => name !== 'attention' || asked.place.opener.some(({ image }) => image === 'original_ae'))
    .flatMap((name) => (name === 'closing' ? closings(asked, present) : field(asked, name, present)));
}

const BLOCK_OF: Readonly<Record<string, string>> = {
  model: 'model',
  closing: 'closing',
  channel: 'channel',
  foundation: 'channel',
  leverage: 'channel',
  retention: 'retention',
  scenario: 'scenario',
};

const REPEATED = new Set(['touch', 'moment', 'set', 'scale', 'drop', 'expect']);

/** The fields that the block has, by their names; those of a block inside it are not counted. */
export function presentFields({ place: { head, before, tail, beginsLine } }: Asked): ReadonlySet<string> {
  const tokens = [...head, ...(beginsLine ? before : []), ...tail];
  const present = new Set<string>();
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.image === '{') depth++;
    else if (token.image === '}') depth--;
    else if (depth === 0 && (beginsField(token) || i === 0))
      present.add(nameFrom(token.image, tokens[i + 1]?.image ?? ''));
  }
  return present;
}

function nameFrom(word: string, next: string): string {
  if (word === 'customer' || word === 'vendor') return 'touch';
  if (word === 'contraction') return `${word} ${next}`;
  return (
    Object.values(BLOCK_FIELDS)
      .flat()
      .find((name) => name.split(' ')[0] === word) ?? word
  );
}

function closings(asked: Asked, present: ReadonlySet<string>): readonly Proposal[] {
  if (present.has('closing')) return [];
  return (Object.keys(CLOSING_TITLES) as (keyof typeof CLOSING_TITLES)[]).map((kind) => closingProposal(asked, kind));
}

function field(asked: Asked, name: string, present: ReadonlySet<string>): readonly Proposal[] {
  const snippet = snippetOf(asked, name, present);
  const fed = builtInSource(sourceHere(asked));
  const question =
    name === 'volume' ? fed?.volumeQuestion : name === 'conversion' ? fed?.conversionQuestion : undefined;
  const text = FIELD_TEXTS[name];
  const documentation = question === undefined ? text : `${question}\n\n${text}`;
  return [{ label: name, kind: 'field', snippet, documentation }];
}

function snippetOf(asked: Asked, name: string, present: ReadonlySet<string>): string {
  const { program, asOf, place } = asked;
  const month = monthText(asOf);
  // A number without an owner is an error, and the block may not have one.
  const owner = present.has('owner') ? undefined : ownerSlot(asked, 3);
  const by = owner === undefined ? '' : ` by ${owner}`;
  switch (name) {
    case 'currency':
      return `currency ${choice(1, [...new Set([currencyOf(program), 'USD', 'EUR', 'GBP'])])}`;
    case 'period': {
      const { first, last } = periodHere(asked);
      return `period ${slot(1, monthText(first))} to ${slot(2, monthText(last))}`;
    }
    case 'fiscal year starts':
      return `fiscal year starts ${slot(1, 'january')}`;
    case 'season':
      return `season ${slot(1, 'december')} ${slot(2, '100%')}`;
    case 'owner': {
      const names = ownerSlot(asked, 1);
      return names === undefined ? 'owner' : `owner ${names}`;
    }
    case 'source': {
      const free = sourceCards(program).filter(({ channel, notRun }) => channel === undefined && notRun === undefined);
      return free.length === 0
        ? 'source'
        : `source ${choice(
            1,
            free.map((card) => card.name),
          )}`;
    }
    case 'touch': {
      const touch =
        ['touch_1', 'touch_2', 'touch_3', 'touch_4', 'touch_5'].find((one) => !mentions(place, one)) ?? 'touch_6';
      const number = `${slot(4, '100/month')} ${slot(5, 'sample')}`;
      return `${choice(1, ['customer', 'vendor'])} touch ${slot(2, touch)} "${slot(3, 'What happens')}" ${number}${by.replace('3', '6')}`;
    }
    case 'initiated by':
      return `initiated by ${choice(1, ['customer', 'vendor'])}`;
    case 'open at start':
      return `open at start ${slot(1, '0')}`;
    case 'moment':
      return `moment "${slot(1, 'What a moment to sell looks like here')}"`;
    case 'flag':
      return `flag "${slot(1, 'https://')}"`;
    case 'cycle':
      return `cycle ${slot(1, '1 month')}`;
    case 'attention':
      return `attention ${slot(1, '100%')}, ${slot(2, '70%')}, ${slot(3, '30%')}`;
    case 'decided':
      return `decided ${slot(1, month)} "${slot(2, 'Why')}"`;
    case 'after':
      return `after ${slot(1, '12')} months`;
    case 'set': {
      const edit = firstEdit(asked);
      return edit ? `set ${slot(1, edit.path)} = ${slot(2, edit.value)} decided ${slot(3, month)}` : 'set';
    }
    case 'scale': {
      const edit = firstEdit(asked);
      return edit ? `scale ${slot(1, edit.path)} by ${slot(2, '1.1')}` : 'scale';
    }
    case 'drop': {
      const free = visibleNames(program, 0, 'channel').filter((channel) => !mentions(place, channel));
      return free.length === 0 ? 'drop' : `drop ${choice(1, free)}`;
    }
    case 'expect':
      return `expect "${slot(1, 'What must hold')}" ${slot(2, 'leverage share')} ${choice(3, ['<=', '>='])} ${slot(4, '50%')}`;
    default:
      return `${name} ${slot(1, sampleHere(asked, name))} ${slot(2, 'sample')}${by}`;
  }
}
