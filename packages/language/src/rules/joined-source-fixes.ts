import { insertAt, insertField, replace } from '../edits.ts';
import type { Source } from '../generated/ast.ts';
import { isWhole } from '../insert-in-order.ts';
import { nearest } from '../nearest.ts';
import { beginsLine } from '../parser/words.ts';
import type { FileProblem, Program } from '../program.ts';
import type { Records } from '../records.ts';
import { periodOf, sourceCards } from '../source-cards.ts';
import type { SourceFile } from '../source-file.ts';
import { readTaxonomy } from '../taxonomy.ts';
import { rangeOf } from '../tree.ts';
import type { Fix, FixContext } from './rule.ts';
import { addedChannel } from './source-without-channel.ts';

/**
 * The ways to give a source of the actuals a home: write the name that is meant, let its rows join a source of the list, or
 * add it to the list. None leaves two rows of one source in a month.
 */
export function joinedSourceFixes(problem: FileProblem, { program, records }: FixContext): readonly Fix[] {
  const { source, month } = problem.params;
  const taxonomy = readTaxonomy(program);
  const rows = rowsOf(program, records);
  // The line that counts the problems of the files names none of their sources.
  if (typeof source !== 'string' || !taxonomy || !rows) return [];
  const run = [...taxonomy.listed].filter(([, { notRun }]) => notRun === undefined);
  const names = run.map(([name]) => name);
  const free = names.filter((name) => typeof month !== 'number' || !rows.months(name).has(month));
  const meant = nearest(source, free);
  const own = rows.written.get(source) ?? [];
  const isOnceAMonth = new Set(own).size === own.length;
  const joinable = isOnceAMonth ? names.filter((name) => !own.some((one) => rows.months(name).has(one))) : [];
  const near = nearest(source, joinable);
  const targets = [...new Set([...(near === undefined ? [] : [near]), ...joinable])].slice(0, MOST_TARGETS);
  return [
    ...(meant === undefined
      ? []
      : [changing(`Write \`${meant}\``, [replace(problem.file, problem, meant)], rows.feeds([Number(month)]))]),
    ...targets.flatMap((name) => {
      const listed = taxonomy.listed.get(name);
      const old = oldName(source);
      if (!listed || old === undefined) return [];
      const edit = insertAt(listed.file, rangeOf(listed.node).end, renamedFrom(listed.node, old));
      return [changing(`Count the rows of \`${source}\` as \`${name}\`, its name today`, [edit], rows.feeds(own))];
    }),
    ...(isOnceAMonth ? added(program, source, rows.feeds(own)) : []),
  ];
}

/** More would be a list to read. */
const MOST_TARGETS = 3;

const changing = (title: string, edits: Fix['edits'], changesForecast: boolean): Fix =>
  changesForecast ? { title: `${title} (the forecast changes)`, edits, changesForecast } : { title, edits };

/** What the files of the actuals have of each source. */
function rowsOf(program: Program, { actuals }: Records) {
  if (!actuals) return undefined;
  const { monthsOf: written } = actuals;
  const cards = sourceCards(program);
  const first = periodOf(program)?.first;
  return {
    written,
    months: (name: string): ReadonlySet<number> => {
      const formerly = cards.find((card) => card.name === name)?.formerly ?? [];
      return new Set([name, ...formerly].flatMap((one) => written.get(one) ?? []));
    },
    /** True where rows of these months feed the cycle: what was opened before the period closes in it. */
    feeds: (months: readonly number[]) => first === undefined || !months.every((one) => one >= first),
  };
}

/** A name as `renamed from` takes it; undefined for one that no text of a model can hold. */
function oldName(name: string): string | undefined {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !beginsLine(name)) return name;
  return /["\\\r\n]/.test(name) ? undefined : `"${name}"`;
}

const renamedFrom = ({ tags }: Source, old: string): string =>
  tags.at(-1)?.$type === 'RenamedFrom' ? `, ${old}` : ` renamed from ${old}`;

/** Adds the source to the list: with a channel that feeds it, or as one that is not run. */
function added(program: Program, written: string, feeds: boolean): readonly Fix[] {
  const list = program.elements.find(({ node }) => node.$type === 'Sources');
  const home = list && (program.files[list.file] as SourceFile);
  const name = nameFor(written);
  const old = oldName(written);
  const isTaken =
    program.names.source.has(name) || sourceCards(program).some(({ formerly }) => formerly.includes(name));
  if (!list || !home || isTaken || old === undefined || !isWhole(home, home.elements.indexOf(list.node))) return [];
  const line = name === written ? name : `${name} renamed from ${old}`;
  const [channel] = addedChannel(program, name);
  const inList = (text: string) => insertField(program, list.file, list.node, [text]);
  const withChannel = channel && {
    title: `Add \`${name}\` to the sources, with a channel of sample numbers (the forecast changes)`,
    edits: [inList(line), ...channel.edits],
    changesForecast: true,
  };
  const notRun = changing(
    `Add \`${name}\` to the sources as one that is not run`,
    [inList(`${name} not run "No channel yet"${line.slice(name.length)}`)],
    feeds,
  );
  return [...(withChannel ? [withChannel] : []), notRun];
}

/** `Partner referral` as `partner_referral`. */
function nameFor(written: string): string {
  if (/^[A-Za-z_]\w*$/.test(written)) return written;
  const words =
    written
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const name = words.join('_');
  return /^[a-z]/.test(name) ? name : `source_${name || 'new'}`;
}
