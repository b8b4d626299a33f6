import type { Element, Sources } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import type { NameKind, Program } from '../program.ts';
import { headerRange, keywordRange, propertyRange, type Range } from '../tree.ts';
import type { Rule } from './rule.ts';

export const duplicateName: Rule = {
  code: 'duplicate-name',
  severity: 'error',
  summary: 'Two declarations of one kind have the same name.',
  page: {
    why: 'A name stands for one thing. Where two drivers are called `accounts`, every number that uses the name could mean either of them, and two people will each believe it means theirs. It happens when a library and a model declare the same name, or when a channel is copied.',
    example: `driver accounts 240 counted 2025-12 by success
driver accounts 260 counted 2025-12 by success`,
    mended: `driver accounts     240 counted 2025-12 by success
driver new_accounts 260 counted 2025-12 by success`,
    fix: 'Give each a name of its own, or remove the one that is no longer true. Renaming in the editor changes every place that uses the name. A former name of a source, behind `renamed from`, is a name as well: old rows can join one source only. Of `sources`, `retention`, `model`, `actuals` and `plan` there can be one.',
  },
  breaks: ({ kind }) => kind === 'driver' || kind === 'channel',
  message: ({ kind, name, count, former, today }) => {
    if (former !== undefined)
      return today
        ? `\`${former}\` is renamed from \`${name}\`, which is a source today and keeps its rows: remove one of the two.`
        : `${former} are renamed from \`${name}\`, and its rows belong to one of them: remove the others.`;
    return name === undefined
      ? `There are ${count} \`${kind}\` ${ONE_LINE.has(String(kind)) ? 'lines' : 'blocks'} here, and there can be one: remove the others.`
      : `${count} ${kind}s are named \`${name}\`: give each a name of its own.`;
  },
  related({ file, start, params }, program) {
    const { kind, name, former } = params;
    if (former !== undefined) {
      const others = (formerTwice(program).get(String(name)) ?? []).filter((one) => one.start !== start);
      return others.map((one) => ({ ...one, message: `\`${name}\` stands here as well` }));
    }
    const all = name === undefined ? onlyOnes(program, String(kind)) : named(program, kind as NameKind, String(name));
    const others = all.filter((one) => one.file !== file || one.start !== start);
    const said = name === undefined ? `Another \`${kind}\`` : `\`${name}\` is declared here as well`;
    return others.slice(0, MOST).map((one) => ({ ...one, message: said }));
  },
  check(program, report) {
    for (const { kind, name } of program.scope.repeated) {
      const declared = program.names[kind].get(name) ?? [];
      for (const place of named(program, kind, name)) report(place.file, place, { kind, name, count: declared.length });
    }
    for (const [name, places] of formerTwice(program)) {
      const today = places.find(({ isToday }) => isToday);
      const sources = places.flatMap((one) => (one.isToday ? [] : [`\`${one.source}\``]));
      const former = today ? sources[0]?.slice(1, -1) : sources.join(' and ');
      for (const place of places)
        report(place.file, place, { kind: 'source', name, former, ...(today && { today: 1 }) });
    }
    for (const kind of Object.keys(ONLY_ONE)) {
      const all = onlyOnes(program, kind);
      if (all.length > 1) for (const place of all) report(place.file, place, { kind, count: all.length });
    }
  },
};

interface Place extends Range {
  readonly file: number;
}

const named = (program: Program, kind: NameKind, name: string): readonly Place[] =>
  (program.names[kind].get(name) ?? []).map(({ file, node }) => ({ file, ...propertyRange(node, 'name') }));

/** A place where a source says a name: its own today, or a former one. */
interface Said extends Place {
  readonly source: string;
  readonly isToday: boolean;
}

/** The former names that more than one source has, or one that another has today, with all places that say them. */
function formerTwice(program: Program): ReadonlyMap<string, readonly Said[]> {
  const [block] = ofType<Sources>(program, 'Sources');
  const former = new Map<string, Said[]>();
  if (!block?.node.sources.some(({ tags }) => tags.length > 0)) return former;
  const { file } = block;
  const { sources } = block.node;
  for (const { name: source, tags } of sources)
    for (const tag of tags)
      for (const [i, old] of (tag.$type === 'RenamedFrom' ? tag.oldNames : []).entries()) {
        const said = former.get(old) ?? [];
        // What a source says of itself, or twice, is no question of whose the rows are.
        if (source === undefined || old === source || said.some((one) => one.source === source)) continue;
        former.set(old, [...said, { file, ...propertyRange(tag, 'oldNames', i), source, isToday: false }]);
      }
  for (const source of sources) {
    const said = former.get(source.name);
    if (said?.every(({ isToday }) => !isToday))
      said.unshift({ file, ...propertyRange(source, 'name'), source: source.name, isToday: true });
  }
  return new Map([...former].filter(([, said]) => said.length > 1));
}

/** The blocks of a kind of which there can be one. */
const onlyOnes = (program: Program, kind: string): readonly Place[] =>
  ofType(program, ONLY_ONE[kind] as Element['$type']).map(({ file, node }) => ({
    file,
    ...(kind === 'model' ? headerRange(node, 'title') : keywordRange(node)),
  }));

const ONE_LINE: ReadonlySet<string> = new Set(['actuals', 'plan']);

const ONLY_ONE: Readonly<Record<string, Element['$type']>> = {
  sources: 'Sources',
  retention: 'Retention',
  actuals: 'Actuals',
  plan: 'Plan',
  model: 'ModelBlock',
};

/** Nobody looks at more of them. */
const MOST = 20;
