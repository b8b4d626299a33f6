import { numberAt, numberOfDriver, type Span } from '@upsell/engine';
import {
  type Analysis,
  builtInSource,
  type CallItem,
  callItemAt,
  type NameSymbol,
  ownedItems,
  ownersOf,
  sourceCards,
  usesOf,
} from '@upsell/language';
import { channelTable, type Passage, type PassageWords, paragraph, type Run } from '@upsell/report';
import { lineDerivation, madePassages } from './hover-figures.ts';
import { linkTo } from './passage-words.ts';
import { sourceRuns } from './source-runs.ts';

/** What a name stands for: its figures where it has any, who uses it or what it owns, and where that stands. */
export function namePassages(analysis: Analysis, symbol: NameSymbol, words: PassageWords): readonly Passage[] {
  const [declared] = symbol.declarations;
  if (!declared) return [];
  switch (symbol.kind) {
    case 'driver':
      return driverPassages(analysis, symbol, words);
    case 'channel':
      return channelPassages(analysis, symbol, words);
    case 'touch':
      return touchPassages(analysis, symbol, words);
    case 'owner':
      return ownerPassages(analysis, symbol, words);
    case 'source':
      return sourcePassages(analysis, symbol);
    default:
      return scenarioPassages(analysis, symbol);
  }
}

function driverPassages(analysis: Analysis, symbol: NameSymbol, words: PassageWords): readonly Passage[] {
  const { program, model } = analysis;
  const number = numberOfDriver(model, symbol.name);
  const made = number ? madePassages(number, model, words) : [paragraph({ strong: `driver ${symbol.name}` })];
  const [declared] = symbol.declarations;
  const item = declared && callItemAt(program, declared.file, declared.start);
  const users = item ? usesOf(program, item).map((use) => use.item) : [];
  return [...made, ...listed('Used by', users, words, 'Nothing uses it here.')];
}

function channelPassages(
  analysis: Analysis,
  { name, declarations }: NameSymbol,
  words: PassageWords,
): readonly Passage[] {
  const { model, forecast } = analysis;
  const figures = forecast.channels.find(({ channel }) => channel.name === name);
  if (!figures) return [paragraph({ strong: name })];
  const { title, layer, source, owner } = figures.channel;
  const [at] = declarations;
  const facts = [layer, source && `source ${source}`, owner && `owner ${owner}`].filter(Boolean).join(' · ');
  const head = paragraph(
    { strong: name },
    `${title ? ` ${title}` : ''}${facts ? ` · ${facts}` : ''} · `,
    linkTo(at as Span, words),
  );
  if (model.broken) return [head];
  const own = at?.file === 0 ? lineDerivation(analysis, at.start) : [];
  return [head, ...own, channelTable(figures, model)];
}

function touchPassages(analysis: Analysis, { declarations }: NameSymbol, words: PassageWords): readonly Passage[] {
  const [at] = declarations;
  const { value } = (at?.node ?? {}) as { value?: { $cstNode?: { offset: number } } };
  const number = at && value?.$cstNode ? numberAt(analysis.model, at.file, value.$cstNode.offset) : undefined;
  const made = number ? madePassages(number, analysis.model, words) : [];
  return [...made, ...(at?.file === 0 ? lineDerivation(analysis, at.start) : [])];
}

function ownerPassages({ program }: Analysis, symbol: NameSymbol, words: PassageWords): readonly Passage[] {
  const card = ownersOf(program).get(symbol.name);
  const facts = [card?.label, card?.team && `team ${card.team}`, card?.handle].filter(Boolean).join(' · ');
  const head = paragraph({ strong: symbol.name }, facts ? ` · ${facts}` : '');
  return [head, ...listed('Answers for', ownedItems(program, symbol), words, 'Answers for nothing yet.')];
}

function sourcePassages({ program }: Analysis, { name }: NameSymbol): readonly Passage[] {
  const card = sourceCards(program).find((one) => one.name === name);
  const known = builtInSource(name);
  return [
    ...(card ? [paragraph(...sourceRuns(card))] : []),
    ...(known
      ? [
          {
            kind: 'list' as const,
            items: [
              { depth: 0, runs: [`Volume: ${known.volumeQuestion}`] },
              { depth: 0, runs: [`Conversion: ${known.conversionQuestion}`] },
            ],
          },
        ]
      : []),
  ];
}

function scenarioPassages(analysis: Analysis, { name, declarations }: NameSymbol): readonly Passage[] {
  const title = analysis.scenarios.find(({ scenario }) => scenario.name === name)?.scenario.title;
  const [at] = declarations;
  const head = paragraph({ strong: name }, title ? ` ${title}` : '');
  return [head, ...(at?.file === 0 ? lineDerivation(analysis, at.start) : [])];
}

/** Some items with their places; `nothing` where there is none. */
function listed(title: string, items: readonly CallItem[], words: PassageWords, nothing: string): readonly Passage[] {
  if (items.length === 0) return [paragraph(nothing)];
  const shown = items.slice(0, MOST_ITEMS).map((item): { depth: number; runs: readonly Run[] } => ({
    depth: 0,
    runs: [
      `${[item.kind === 'number' ? '' : item.kind, item.name].filter(Boolean).join(' ')} · `,
      linkTo({ file: item.file, ...item.selection }, words),
    ],
  }));
  const rest = items.length - shown.length;
  if (rest > 0) shown.push({ depth: 0, runs: [`and ${rest} more`] });
  return [paragraph(`${title}:`), { kind: 'list', items: shown }];
}

const MOST_ITEMS = 20;
