import { monthText } from '@upsell/engine';
import { currencyOf } from '../amount.ts';
import { headerOf } from '../model-block.ts';
import { visibleNames } from '../visible-names.ts';
import type { Expected } from './grammar-states.ts';
import { ownerSlot } from './model-facts.ts';
import { laterMonths, periodEndProposals, periodNames } from './months-here.ts';
import type { NumberPlace } from './number-place.ts';
import { type Asked, choice, type Proposal, slot } from './proposal.ts';
import { rangeProposals, riseProposals } from './rise-and-range.ts';
import { argumentHere } from './values-here.ts';

/*
 * What may stand behind a number, a metric or a name: each word with what it needs, filled in, so that nobody has to look up what
 * comes next.
 */

/** A word that may come next, as proposals. `number` is what it stands behind, where it stands behind one. */
export function wordProposals(
  asked: Asked,
  { token: word, rules }: Expected,
  number: NumberPlace | undefined,
): readonly Proposal[] {
  const one = (snippet: string, detail: string): readonly Proposal[] => [
    { label: word, kind: 'word', snippet, detail },
  ];
  const [rule] = rules;
  const { asOf, program, place } = asked;
  const previous = place.before.at(-1)?.image ?? '';
  switch (word) {
    case 'sample':
      return one('sample', 'a number that nobody has looked at yet');
    case 'estimated':
    case 'decided': {
      const label = `${word} ${monthText(asOf)}`;
      const detail = word === 'decided' ? 'somebody chose it' : 'a judgement, good for two quarters';
      return [{ label, kind: 'word', snippet: `${word} ${slot(1, monthText(asOf))}`, detail }];
    }
    case 'counted':
    case 'measured': {
      const [first, last] = [monthText(asOf - 3), monthText(asOf - 1)];
      const detail = word === 'counted' ? 'read off a system' : 'a rate of what happened';
      const snippet = `${word} ${slot(1, first)} to ${slot(2, last)}`;
      return [{ label: `${word} ${first} to ${last}`, kind: 'word', snippet, detail }];
    }
    case 'from': {
      if (number?.isFirstStep && !number.isSet) return [];
      const [month] = number ? laterMonths(asked, number) : [asOf];
      return month === undefined ? [] : one(`from ${slot(1, monthText(month))}`, 'the month from which it holds');
    }
    case 'growing':
      return one(`growing ${slot(1, '1%')}/${choice(2, ['month', 'year'])}`, 'a rate of growth');
    case 'rising':
      return number ? riseProposals(asked, number, 'rising') : [];
    case 'to':
      if (rule === 'Rising') return number ? riseProposals(asked, number, 'to') : [];
      return rule === 'Period' ? periodEndProposals(asked) : number ? rangeProposals(asked, number) : [];
    case 'by': {
      if (rule === 'Rising') return number ? riseProposals(asked, number, 'by') : [];
      if (place.before[0]?.image === 'scale') return one(`by ${slot(1, '1.1')}`, 'the factor');
      if (place.before[0]?.image === 'initiated')
        return one(`by ${choice(1, ['customer', 'vendor'])}`, 'who starts the conversation');
      const owners = ownerSlot(asked, 1);
      return owners === undefined ? [] : one(`by ${owners}`, 'who answers for it');
    }
    case 'note':
      return one(`note "${slot(1, 'Why')}"`, 'what a reader should know');
    case 'evidence':
      return one(`evidence "${slot(1, 'https://')}"`, 'where the number can be looked up');
    case 'converting':
      return one(`converting ${slot(1, '2%')} ${slot(2, 'sample')}`, 'its own conversion');
    case 'renamed':
      return [
        {
          label: 'renamed from',
          kind: 'word',
          snippet: `renamed from ${slot(1, 'old_name')}`,
          detail: 'the name that the CRM still has',
        },
      ];
    case 'gated':
      return one('gated', 'a wall in front of something already built');
    case 'team':
      return one(`team "${slot(1, 'Team')}"`, 'the team');
    case 'of': {
      const names = visibleNames(program, 0, 'channel');
      return names.length === 0 || !takesOf(asked) ? [] : one(`of ${choice(1, names)}`, 'of one channel only');
    }
    case 'in': {
      const [period] = periodNames(asked);
      return one(`in ${slot(1, period ?? monthText(asOf))}`, 'in some months only');
    }
    case 'at':
      if (rule === 'OpenField') return one(`at start ${slot(1, '0')}`, 'opportunities that are open at the start');
      return exchange(asked);
    case 'month':
    case 'months': {
      if (rule === 'Growing') return one('month', 'a rate of growth per month');
      const isOne = previous === '1';
      if (!/^\d+$/.test(previous) || (word === 'month') !== isOne) return [];
      return one(
        word,
        rule === 'AfterField' ? 'after how many months it is taken back' : 'how many months later all of it closes',
      );
    }
    case 'year':
      if (rule === 'Growing') return one('year', 'a rate of growth per year');
      return one(`year starts ${slot(1, 'january')}`, 'the month in which the fiscal year starts');
    case 'min':
    case 'max': {
      if (previous === '/') return [];
      const value = argumentHere(asked, rules, number) ?? '1';
      const text = word === 'min' ? 'the smallest of some values' : 'the largest of some values';
      return [
        { label: word, kind: 'function', snippet: `${word}(${slot(1, value)}, ${slot(2, value)})`, detail: text },
      ];
    }
    default:
      return one(word, WORDS[word] ?? '');
  }
}

const WORDS: Readonly<Record<string, string>> = {
  as: 'the name of the part',
  customer: 'the customer starts the conversation',
  vendor: 'the vendor starts the conversation',
  per: 'a time unit',
};

/** The metric before the cursor is not one of the whole model only. */
function takesOf({ place: { before } }: Asked): boolean {
  const [other, last] = before.slice(-2).map(({ image }) => image);
  return last !== 'cost' && !(other === 'leverage' && last === 'share');
}

/** An exchange rate, where a part is in another currency. */
function exchange({ program, place }: Asked): readonly Proposal[] {
  const name = place.before.at(-1)?.image;
  const part = program.includes.find(({ node, file }) => file === 0 && node.name === name)?.source;
  const [own, other] = [currencyOf(program), headerOf(part)?.currency?.code];
  if (other === undefined || own === other) return [];
  const snippet = `at ${slot(1, '1')} ${own} per ${other}`;
  return [{ label: 'at', kind: 'word', snippet, detail: `what one ${other} is worth in ${own}` }];
}
