import type { ClosingKind } from '@upsell/engine';
import { currenciesOfAmounts, currencyOf } from '../amount.ts';
import { BUILT_IN_SOURCES, builtInSource } from '../built-in-sources.ts';
import type { Channel, Closing, Driver } from '../generated/ast.ts';
import { CURRENCY_SIGNS, MONTH_NAMES } from '../literals.ts';
import { headerOf } from '../model-block.ts';
import type { Program } from '../program.ts';
import { CLOSING_TITLES } from '../sample-closing.ts';
import { sourceCards } from '../source-cards.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { rangeOf } from '../tree.ts';
import { visibleNames } from '../visible-names.ts';
import { closingProposal } from './closing-proposal.ts';
import type { Expected } from './grammar-states.ts';
import { fedSources, ownersHere } from './model-facts.ts';
import { BEHIND_VALUE, driversThatFit } from './number-place.ts';
import { pathProposals } from './paths-here.ts';
import type { Asked, Proposal, ProposalKind } from './proposal.ts';

/** The names that may stand at the cursor, by what the grammar has there: the most useful first. */
export function nameProposals(asked: Asked, { rules: [rule], property }: Expected): readonly Proposal[] {
  switch (`${rule} ${property}`) {
    case 'OwnerField owner':
    case 'Clause owner':
    case 'Target owner':
      return ownersHere(asked).map(({ name, label }) => named(name, 'owner', label));
    case 'SourceField source':
      return sourceNames(asked);
    case 'Source name':
      return asked.place.beginsLine ? newSources(asked) : [];
    case 'NameRef driver':
      return drivers(asked);
    case 'DropEdit channel':
    case 'MetricRef of':
    case 'Target of':
      return channels(asked);
    case 'Path root':
      return pathProposals(asked);
    case 'Path members':
      return pathProposals(asked, asked.place.before);
    case 'Closing kind':
      return closingKinds(asked);
    case 'InitiatedField initiator':
    case 'Contraction initiator':
      return ['customer', 'vendor']
        .filter((side) => !hasContraction(asked.place, side))
        .map((side) => named(side, 'value', `the ${side} starts the conversation`));
    case 'FiscalField month':
    case 'SeasonFactor month':
      return MONTH_NAMES.filter(
        (name) => ![...asked.place.before, ...asked.place.after].some(({ image }) => image.toLowerCase() === name),
      ).map((name) => named(name, 'value'));
    case 'CurrencyField code':
      return currencies(asked.program).map((code) => named(code, 'value', nameOfCurrency(code)));
    case 'ExchangeRate to':
      return [named(currencyOf(asked.program), 'value', "the model's currency")];
    case 'ExchangeRate from':
      return partCurrency(asked);
    default:
      return [];
  }
}

const named = (name: string, kind: ProposalKind, detail?: string): Proposal => ({
  label: name,
  kind,
  snippet: name,
  detail,
});

const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  ...Object.values(CURRENCY_SIGNS).flat(),
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'INR',
  'BRL',
].filter((code, i, all) => all.indexOf(code) === i);

/** Made when it is first asked for: it takes longer than all else that is made when a process starts. */
let currencyNames: Intl.DisplayNames | undefined;

function nameOfCurrency(code: string): string | undefined {
  currencyNames ??= new Intl.DisplayNames('en', { type: 'currency' });
  return currencyNames.of(code);
}

/** The currencies that a model can be in, beside the amounts and the rates that it has. */
function currencies(program: Program): readonly string[] {
  const rate = program.includes.map(({ node }) => node.rate?.to).find((code) => code !== undefined);
  return rate === undefined ? (currenciesOfAmounts(program) ?? CURRENCIES) : [rate];
}

/** True where another line says what is taken back of one side. */
const hasContraction = ({ head, tail }: Asked['place'], side: string): boolean =>
  [...head, ...tail].some(({ image }, i, all) => image === side && all[i - 1]?.image === 'contraction');

/** The currency of the part that is being included. */
function partCurrency({ program, place }: Asked): readonly Proposal[] {
  const name = place.before.find((_, i) => place.before[i - 1]?.image === 'as')?.image;
  const code = headerOf(program.includes.find(({ node }) => node.name === name)?.source)?.currency?.code;
  return code === undefined ? [] : [named(code, 'value', `the currency of ${name}`)];
}

/** The sources that may be fed, those first that no channel feeds; the cursor's own counts as such. */
function sourceNames({ program, place }: Asked): readonly Proposal[] {
  const source = program.files[0] as SourceFile;
  const own = sliceOf(source, place.word.start, place.word.end);
  const cards = sourceCards(program).filter(({ notRun }) => notRun === undefined);
  const fed = fedSources(program);
  const isFree = ({ name }: (typeof cards)[number]) => !fed.has(name) || name === own;
  const proposal = (card: (typeof cards)[number]): Proposal => ({
    ...named(
      card.name,
      'source',
      isFree(card)
        ? card.label
        : card.channel === undefined
          ? `${card.label}, fed already`
          : `${card.label}, fed by ${card.channel}`,
    ),
    documentation: questions(card.name),
  });
  const listed = [...cards.filter(isFree), ...cards.filter((card) => !isFree(card))].map(proposal);
  // A library alone has no list.
  return cards.length > 0 || program.isModel
    ? listed
    : BUILT_IN_SOURCES.map(({ name, label }) => named(name, 'source', label));
}

/** The built-in sources that are not yet listed; none in the place of one that a channel feeds. */
function newSources({ program, place }: Asked): readonly Proposal[] {
  const own = sliceOf(program.files[0] as SourceFile, place.word.start, place.word.end);
  if (fedSources(program).has(own)) return [];
  return BUILT_IN_SOURCES.filter(({ name }) => !program.names.source.has(name)).map(({ name, label }) => ({
    ...named(name, 'source', label),
    documentation: questions(name),
  }));
}

/** The two questions of a built-in source, as Markdown. */
export function questions(name: string): string | undefined {
  const known = builtInSource(name);
  return known && `**Volume**: ${known.volumeQuestion}\n\n**Conversion**: ${known.conversionQuestion}`;
}

/** The drivers, those first whose unit fits; none where only numbers may stand. */
function drivers(asked: Asked): readonly Proposal[] {
  const { program, place } = asked;
  const isRange = place.after.find(({ image }) => BEHIND_VALUE.has(image))?.image === 'to';
  const last = place.before.findLast(({ image }) => BOUNDS.has(image));
  const inRange = last?.image === 'to' && place.before[place.before.indexOf(last) - 1]?.image !== 'rising';
  if (NUMBERS_ONLY.has(place.before[0]?.image ?? '') || isRange || inRange) return [];
  const own = place.before[0]?.image === 'driver' ? place.before[1]?.image : undefined;
  const fitting = driversThatFit(asked);
  const isDivisor = place.before.at(-1)?.image === '/';
  const names = visibleNames(program, 0, 'driver').filter((name) => !needs(asked, name, own));
  // One that does not fit yet may do so times or divided by what follows.
  const others = isDivisor ? [] : names.filter((name) => !fitting.has(name));
  return [...names.filter((name) => fitting.has(name)), ...others].map((name) =>
    named(name, 'driver', writtenValueOf(asked, name)),
  );
}

const NUMBERS_ONLY = new Set(['season', 'cycle', 'attention', 'open', 'target']);
const BOUNDS = new Set(['to', ',', 'growing', 'from', '=']);

/** True for a driver that is made of another one, or is that one: it cannot be a part of it. */
function needs({ program }: Asked, name: string, other: string | undefined, seen = new Set<string>()): boolean {
  if (other === undefined || seen.has(name)) return false;
  if (name === other) return true;
  seen.add(name);
  const [declared] = program.names.driver.get(name) ?? [];
  const file = declared && program.files[declared.file];
  if (!file) return false;
  const { start, end } = rangeOf(declared.node);
  const words = sliceOf(file, start, end).match(/[A-Za-z_]\w*/g) ?? [];
  return words
    .slice(2)
    .some((word) => program.names.driver.has(word) && needs({ program } as Asked, word, other, seen));
}

/** What a driver's declaration says of its value. */
function writtenValueOf({ program }: Asked, name: string): string | undefined {
  const [declared] = program.names.driver.get(name) ?? [];
  const value = (declared?.node as Driver | undefined)?.value?.steps[0]?.value;
  const file = declared && program.files[declared.file];
  if (!file || !value?.$cstNode) return undefined;
  const { start, end } = rangeOf(value);
  return sliceOf(file, start, end).replaceAll(/\s+/g, ' ');
}

const channels = ({ program, place }: Asked): readonly Proposal[] =>
  visibleNames(program, 0, 'channel')
    .filter((name) => place.before[0]?.image !== 'drop' || !mentions(place, name))
    .map((name) => {
      const node = program.names.channel.get(name)?.[0]?.node as Channel | undefined;
      return named(name, 'channel', node?.title);
    });

/** True where the edits of a scenario speak of a channel: it cannot be dropped as well. */
export const mentions = ({ head, tail }: Asked['place'], name: string): boolean =>
  [...head, ...tail].some(({ image }) => image === name);

/** The three closing models; one with `attention` stays the AE's. */
function closingKinds(asked: Asked): readonly Proposal[] {
  const { place } = asked;
  const hasAttention = place.after.length > 0 && place.after.at(-1)?.image === '{' && attends(asked);
  return Object.entries(CLOSING_TITLES)
    .filter(([kind]) => !hasAttention || kind === 'original_ae')
    .map(([kind, title]) => ({ ...named(kind, 'value', title), ...restOfClosing(asked, kind as ClosingKind) }));
}

/** Where nothing follows, all of the block. */
function restOfClosing(asked: Asked, kind: ClosingKind): Partial<Proposal> {
  const { snippet, documentation } = closingProposal(asked, kind);
  const isWhole = asked.place.after.length === 0 && snippet.startsWith('closing ');
  return isWhole ? { snippet: snippet.slice('closing '.length), documentation } : {};
}

const attends = ({ program, place }: Asked): boolean =>
  (program.files[0] as SourceFile).nodes.get('Closing').some((node) => {
    const { start, end } = rangeOf(node);
    const isHere = start <= place.word.start && place.word.end <= end;
    return isHere && (node as Closing).fields.some(({ $type }) => $type === 'AttentionField');
  });
