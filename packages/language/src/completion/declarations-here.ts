import { monthText } from '@upsell/engine';
import { amountIn, currencyOf } from '../amount.ts';
import { BUILT_IN_SOURCES, builtInSource } from '../built-in-sources.ts';
import { insertField } from '../edits.ts';
import type { Sources } from '../generated/ast.ts';
import { insertInOrder } from '../insert-in-order.ts';
import { ofType } from '../model-block.ts';
import { channelLines, labelOf, sampleChannel } from '../sample-channel.ts';
import { CLOSING_TITLES } from '../sample-closing.ts';
import { sourceCards } from '../source-cards.ts';
import { type Range, rangeOf } from '../tree.ts';
import { bringsOwner } from '../usual-owner.ts';
import { closingProposal } from './closing-proposal.ts';
import { LAYER_TEXTS } from './field-texts.ts';
import { pathsFor } from './files-here.ts';
import { fedSources, freshName, ownerSlot, periodHere } from './model-facts.ts';
import { periodNames } from './months-here.ts';
import { questions } from './names-here.ts';
import { withOwner } from './owner-line.ts';
import { firstEdit } from './paths-here.ts';
import { type Asked, choice, escaped, type Proposal, plainText, slot } from './proposal.ts';

/** The declarations that a file may still have: whole blocks with `sample` numbers, in the order in which a model is written. */
export function declarationProposals(asked: Asked): readonly Proposal[] {
  const { program, place } = asked;
  // The half of a declaration that is being typed is one as well.
  const isHere = ({ start, end }: Range) => start <= place.word.start && place.word.end <= end;
  const has = (type: string) => program.declared(type).some(({ file, node }) => file > 0 || !isHere(rangeOf(node)));
  const isPortfolio = program.includes.length > 0;
  const [listed, others] = isPortfolio ? [[], []] : channels(asked);
  const libraries = imports(asked);
  // What a model cannot do without comes first; a library that is not there can only be written afterwards.
  return [
    ...(has('ModelBlock') ? [] : [model(asked)]),
    ...(libraries.hasPath ? [libraries.proposal] : []),
    ...(has('Sources') || isPortfolio ? [] : [sources(asked)]),
    ...(has('Closing') || isPortfolio
      ? []
      : (Object.keys(CLOSING_TITLES) as (keyof typeof CLOSING_TITLES)[]).map((kind) => closingProposal(asked, kind))),
    ...listed,
    owner(asked),
    driver(asked),
    ...others,
    ...(has('Channel') ? [] : [include(asked)]),
    ...(has('Retention') ? [] : [retention(asked)]),
    scenario(asked),
    target(asked),
    expect(),
    ...(has('Actuals') ? [] : [records(asked, 'actuals')]),
    ...(has('Plan') ? [] : [records(asked, 'plan')]),
    ...(libraries.hasPath ? [] : [libraries.proposal]),
  ];
}

const word = (label: string, detail: string): Proposal => ({ label, kind: 'word', snippet: label, detail });

function imports(asked: Asked): { readonly proposal: Proposal; readonly hasPath: boolean } {
  const paths = pathsFor(asked, 'Import');
  const hasPath = paths.length > 0;
  const snippet = hasPath ? `import "${pathText(paths)}"` : 'import';
  return { proposal: { ...word('import', 'the declarations of a library'), snippet }, hasPath };
}

function include(asked: Asked): Proposal {
  const paths = pathsFor(asked, 'Include');
  const [, stem = ''] = /([^/]*?)(?:\.upsell)?$/.exec(paths[0] ?? '') ?? [];
  const name = freshName(asked.program, 'channel', stem.replaceAll(/\W+/g, '_').replace(/^(?!\D)/, 'part_') || 'part');
  const snippet = paths.length === 0 ? 'include' : `include "${pathText(paths)}" as ${slot(2, name)}`;
  return { ...word('include', "another model's result as a part of this one"), snippet };
}

function records(asked: Asked, kind: 'actuals' | 'plan'): Proposal {
  const paths = pathsFor(asked, kind === 'actuals' ? 'Actuals' : 'Plan');
  const detail = kind === 'actuals' ? 'what happened, from files of a folder' : 'the plan of record to compare with';
  return { ...word(kind, detail), snippet: paths.length === 0 ? kind : `${kind} "${pathText(paths)}"` };
}

/** The paths to choose from; the only one stands there, and is not selected, as what is typed next would take its place. */
const pathText = (paths: readonly string[]): string =>
  paths.length === 1 ? escaped(paths[0] as string) : choice(1, paths);

function model(asked: Asked): Proposal {
  const { asOf, program } = asked;
  const lines = [
    `model "${slot(1, 'Expansion forecast')}" {`,
    `  currency ${slot(2, currencyOf(program))}`,
    `  period ${slot(3, monthText(asOf))} to ${slot(4, monthText(asOf + 11))}`,
    `  fiscal year starts ${slot(5, 'january')}`,
    '}',
  ];
  return {
    label: 'model',
    kind: 'block',
    snippet: lines.join('\n'),
    detail: 'title, currency and period',
    documentation: 'What the forecast is about: its currency and its months. A file without it is a library.',
  };
}

/** Somebody who is not there yet, of those whom most models have. */
function owner({ program }: Asked): Proposal {
  const usual = BUILT_IN_SOURCES.map(({ name }) => sampleChannel(name)).toReversed();
  const missing = [sampleChannel('csm_touch'), ...usual].find((one) => !program.names.owner.has(one.owner));
  const name = missing?.owner ?? freshName(program, 'owner', 'somebody');
  const label = missing?.ownerLabel ?? 'Somebody';
  return {
    label: 'owner',
    kind: 'block',
    snippet: `owner ${slot(1, name)} "${slot(2, label)}" team "${slot(3, 'Team')}"`,
    detail: 'who answers for numbers',
  };
}

function sources({ program }: Asked): Proposal {
  const names = BUILT_IN_SOURCES.map(({ name }) => name);
  return {
    label: 'sources',
    kind: 'block',
    snippet: ['sources {', ...[...new Set([...names, ...fedSources(program)])].map((name) => `  ${name}`), '}'].join(
      '\n',
    ),
    detail: 'the closed list of sources',
    documentation:
      'The required source field of the CRM, as a closed list: every opened opportunity carries exactly one of these.',
  };
}

function driver(asked: Asked): Proposal {
  const name = freshName(asked.program, 'driver', 'accounts');
  const declaration = `driver ${slot(1, name)} ${slot(2, '240')} ${slot(3, 'sample')} by ${ownerSlot(asked, 4) ?? slot(4, 'success')}`;
  return {
    label: 'driver',
    kind: 'block',
    snippet: withOwner(asked, 'success', 'Customer success lead', declaration),
    detail: 'a named number that others use',
  };
}

/** A channel for each source that none feeds: those that are listed, and others. A built-in source that is not listed is added to the list. */
function channels(asked: Asked): readonly [listed: readonly Proposal[], others: readonly Proposal[]] {
  const { program } = asked;
  const cards = sourceCards(program);
  const fed = fedSources(program);
  const listed = cards.filter(({ name, notRun }) => notRun === undefined && !fed.has(name)).map(({ name }) => name);
  const [block] = ofType<Sources>(program, 'Sources');
  const isKnown = (name: string) => fed.has(name) || cards.some((card) => card.name === name);
  const canList = !block || block.file === 0;
  const others = canList ? BUILT_IN_SOURCES.map(({ name }) => name).filter((name) => !isKnown(name)) : [];
  const added = (one: Proposal, name: string): Proposal => ({
    ...one,
    also: [...(one.also ?? []), ...(block ? [insertField(program, 0, block.node, [name])] : [])],
  });
  const generic = Object.entries(LAYER_TEXTS).map(([layer, text]) => channelOf(asked, layer, text, listed));
  return [
    listed.map((name) => channel(asked, name)),
    [...others.map((name) => added(channel(asked, name), name)), ...generic],
  ];
}

const isBehindLayer = ({ before }: Asked['place']): boolean => Object.hasOwn(LAYER_TEXTS, before.at(-1)?.image ?? '');

/** A channel of a layer for a source that is still to be named, or one of those that are listed and that none feeds. */
function channelOf(asked: Asked, layer: string, text: string, sources: readonly string[]): Proposal {
  const { program, place } = asked;
  const owners = ownerSlot(asked, 4, '');
  const own = sources.filter((name) => (builtInSource(name)?.layer ?? layer) === layer);
  // Behind the word of the layer a line without its source would not fit.
  if (own.length === 0 && isBehindLayer(place)) return word(`${layer} channel`, text);
  const isBefore = owners === undefined && !isBehindLayer(place);
  const declared = `owner ${slot(4, 'somebody')} "Somebody"`;
  const lines = [
    `${layer} channel ${slot(1, freshName(program, 'channel', 'name'))} "${slot(2, 'Title')}" {`,
    `  source     ${own.length > 0 ? choice(3, own) : '$3'}`,
    `  owner      ${owners ?? slot(4, 'somebody')}`,
    `  volume     ${slot(5, '100/month')} sample`,
    `  conversion ${slot(6, '1%')}        sample`,
    `  initiated by ${choice(7, ['customer', 'vendor'])}`,
    '}',
  ];
  return {
    ...word(`${layer} channel`, text),
    kind: 'block',
    snippet: [...(isBefore ? [declared, ''] : []), ...lines].join('\n'),
    also: owners || isBefore ? [] : [insertInOrder(program, 0, 'Owner', [plainText(declared)])],
  };
}

function channel(asked: Asked, source: string): Proposal {
  const { program, place } = asked;
  const sample = sampleChannel(source);
  const name = freshName(program, 'channel', sample.channel);
  const isNew = bringsOwner(program, source);
  // Behind the words of the channel its owner cannot be declared before it, and stands with the other owners.
  const isBefore = isNew && !isBehindLayer(place);
  const owners = (isNew ? undefined : ownerSlot(asked, 3, sample.owner)) ?? slot(3, sample.owner);
  const declared = `owner ${slot(3, sample.owner)} "${escaped(sample.ownerLabel)}"`;
  const known = builtInSource(source);
  const label = known?.label ?? labelOf(source);
  const lines = channelLines(source, { name: 'NAME', owner: 'OWNER' }).map((line) =>
    escaped(line)
      .replace('NAME', slot(1, name))
      .replace(`"${escaped(label)}"`, `"${slot(2, label)}"`)
      .replace('OWNER', owners)
      .replace(/^( {2}volume {5})(\S+)/, (_, field, value) => `${field}${slot(4, value)}`)
      .replace(/^( {2}conversion )(\S+)/, (_, field, value) => `${field}${slot(5, value)}`)
      .replace(
        /by (customer|vendor)$/,
        (_, side) => `by ${choice(6, side === 'vendor' ? ['vendor', 'customer'] : ['customer', 'vendor'])}`,
      ),
  );
  return {
    label: `${known?.layer ?? 'foundation'} channel ${sample.channel}`,
    kind: 'block',
    snippet: [...(isBefore ? [declared, ''] : []), ...lines].join('\n'),
    detail: label,
    documentation: questions(source),
    also: isNew && !isBefore ? [insertInOrder(program, 0, 'Owner', [plainText(declared)])] : [],
  };
}

function retention(asked: Asked): Proposal {
  const lines = [
    'retention {',
    `  owner ${ownerSlot(asked, 1, 'success') ?? slot(1, 'success')}`,
    `  contraction customer ${slot(2, '10%')} sample`,
    `  contraction vendor   ${slot(3, '25%')} sample`,
    `  after ${slot(4, '12')} months`,
    '}',
  ];
  return {
    label: 'retention',
    kind: 'block',
    snippet: withOwner(asked, 'success', 'Customer success lead', lines.join('\n')),
    detail: 'how much of a dollar is later taken back',
  };
}

function scenario(asked: Asked): Proposal {
  const name = freshName(asked.program, 'scenario', 'what_if');
  const edit = firstEdit(asked);
  const body = edit ? `scale ${slot(3, edit.path)} by ${slot(4, '1.1')}` : '$0';
  return {
    label: 'scenario',
    kind: 'block',
    snippet: [`scenario ${slot(1, name)} "${slot(2, 'What if')}" {`, `  ${body}`, '}'].join('\n'),
    detail: 'the model with some numbers changed',
  };
}

function target(asked: Asked): Proposal {
  const amount = amountIn(currencyOf(asked.program), '1M');
  const [period] = asked.program.isModel && periodHere(asked) ? periodNames(asked) : [];
  const when = period === undefined ? '' : ` in ${slot(3, period)}`;
  const owners = ownerSlot(asked, 4);
  const who = owners === undefined ? '' : ` by ${owners}`;
  return {
    label: 'target',
    kind: 'block',
    snippet: `target ${choice(1, ['revenue', 'net revenue'])} >= ${slot(2, amount)}${when}${who}`,
    detail: 'something to reach; it never fails a check',
  };
}

const expect = (): Proposal => ({
  label: 'expect',
  kind: 'block',
  snippet: `expect "${slot(1, 'leverage amplifies, never replaces')}" ${slot(2, 'leverage share')} ${choice(3, ['<=', '<', '>=', '>', '='])} ${slot(4, '50%')}`,
  detail: 'a test of the model; the check fails where it does not hold',
});
