import { AstUtils } from 'langium';
import { eolOf, insertAt, removeDeclaration, replace } from '../edits.ts';
import type { Assumption, Driver, NameRef, Step } from '../generated/ast.ts';
import { mentionsIn } from '../names/mentions.ts';
import type { Declared } from '../program.ts';
import type { FileEdit } from '../rules/rule.ts';
import type { SourceFile } from '../source-file.ts';
import { propertyRange, rangeOf } from '../tree.ts';
import { isReadAlikeInDriver } from './range-family.ts';
import { type Asked, type Offer, offer, type Refactoring } from './refactoring.ts';
import { documentIn, isInCall, isSound, nodeIn, selected, stepAround } from './under-cursor.ts';
import {
  blockOwner,
  evidenceText,
  lineText,
  movedText,
  namedOwner,
  operandText,
  ownerOf,
  plainStep,
  quoted,
  remarksOf,
} from './written-assumption.ts';

/**
 * Writes what a driver is made of where its name stands, at one place or, in a model, at all of them; the driver goes where nothing
 * uses it any more. Its evidence and its owner go along, or into a note where the place has its own.
 */
export const inlineDriver: Refactoring = (asked) => {
  const { analysis } = asked;
  // Of a library nobody knows here which scenarios change its drivers.
  if (!analysis.isModel) return [];
  const use = nodeIn<NameRef>(asked, 'NameRef');
  const declared = use ? driverOf(asked, use) : declaredHere(asked);
  if (!declared || !isSound(analysis, declared.file, declared.node)) return [];
  const { name } = declared.node;
  const uses = usesIn(asked, name);
  if (!uses || uses.length === 0) return [];
  const here = use && uses.includes(use) ? oneUse(asked, declared, use, uses.length) : [];
  // What a library declares may be used in files that are not looked at here.
  const isOwn = declared.file === 0;
  const all = uses.map((one) => inlined(asked, declared, [one], uses.length === 1));
  if (!isOwn || all.includes(undefined)) return here;
  const everywhere = offer('refactor.inline', `Inline the driver \`${name}\``, () => [
    ...byAssumption(uses).flatMap((group) => inlined(asked, declared, group, uses.length === 1) ?? []),
    removeDeclaration(analysis.program, 0, declared.node),
  ]);
  return uses.length === 1 ? [everywhere] : [everywhere, ...here];
};

function oneUse(asked: Asked, declared: Declared<Driver>, use: NameRef, count: number): readonly Offer[] {
  // A range at two places is two draws of it.
  if (!inlined(asked, declared, [use], count === 1 && declared.file === 0)) return [];
  const edits = () => inlined(asked, declared, [use], true) ?? [];
  return [offer('refactor.inline', `Inline the driver \`${declared.node.name}\` here`, edits)];
}

/** The one driver that a name stands for. */
function driverOf({ analysis: { program } }: Asked, { driver }: NameRef): Declared<Driver> | undefined {
  const declared = program.names.driver.get(driver?.$refText ?? '') ?? [];
  return declared.length === 1 ? (declared[0] as Declared<Driver>) : undefined;
}

/** The driver whose head the cursor is on. */
function declaredHere(asked: Asked): Declared<Driver> | undefined {
  const node = nodeIn<Driver>(asked, 'Driver');
  const isHead = node?.name !== undefined && selected(asked).end <= propertyRange(node, 'name').end;
  const others = isHead ? asked.analysis.program.names.driver.get(node.name) : undefined;
  return isHead && others?.length === 1 ? { file: 0, node } : undefined;
}

/** The places of the document that use a driver; undefined where a scenario changes it, which changes all of them at once. */
function usesIn({ analysis: { program } }: Asked, name: string): readonly NameRef[] | undefined {
  const uses = program.files.map((file) =>
    mentionsIn(file).flatMap((one) => (one.kind === 'driver' && one.name === name && !one.declares ? one.node : [])),
  );
  if (!uses.flat().every(({ $type }) => $type === 'NameRef')) return undefined;
  return uses[0] as unknown as readonly NameRef[];
}

function byAssumption(uses: readonly NameRef[]): readonly (readonly NameRef[])[] {
  const groups = new Map<unknown, NameRef[]>();
  for (const use of uses) {
    const key = assumptionAround(use) ?? use;
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  return [...groups.values()];
}

const assumptionAround = (use: NameRef): Assumption | undefined => stepAround(use)?.$container;

/** The edits at uses in one assumption; undefined where the forecast would be another one, or something would be lost. */
function inlined(
  asked: Asked,
  declared: Declared<Driver>,
  uses: readonly NameRef[],
  isOnlyUse: boolean,
): readonly FileEdit[] | undefined {
  const [use] = uses;
  const { value: driver } = declared.node;
  if (!use || !driver?.$cstNode || !isSound(asked.analysis, 0, use) || isWithin(use, declared.node)) return undefined;
  const file = asked.analysis.program.files[declared.file] as SourceFile;
  const assumption = assumptionAround(use);
  const isAll = assumption && plainStep(assumption)?.value === use;
  if (isAll && !assumption.steps[0]?.provenance?.$cstNode)
    return wholeNumber(asked, file, driver, assumption, isOnlyUse);
  return partOfNumber(asked, file, declared.node, uses, assumption);
}

const isWithin = (use: NameRef, driver: Driver): boolean => AstUtils.hasContainerOfType(use, (node) => node === driver);

/** The driver's steps take the place of its name. */
function wholeNumber(
  asked: Asked,
  file: SourceFile,
  driver: Assumption,
  assumption: Assumption,
  isOnlyUse: boolean,
): readonly FileEdit[] | undefined {
  const hasRange = driver.steps.some(({ high }) => high?.$cstNode);
  if (hasRange && (!isOnlyUse || !isReadAlikeInDriver(driver, assumption))) return undefined;
  const target = documentIn(asked);
  const place = rangeOf(assumption.steps[0] as Step);
  const column = target.lines.at(place.start).character;
  const steps = driver.steps.map((step) => movedText(file, target, step, column));
  const [last] = driver.steps.slice(-1);
  if (!last || steps.some((text) => text.includes('//'))) return undefined;
  const glue = `,${steps.length > 1 ? `\n${' '.repeat(column)}` : ''}`;
  const text = steps.join(glue.replace('\n', eolOf(target)));
  const kept = owned(driver, assumption);
  return [replace(0, place, `${text}${kept.by}`), ...remarksAfter(file, driver, assumption, kept.note)];
}

/** Who answered for the driver, where that is not who answers for the place: behind the number, or in a note where it names another. */
function owned(driver: Assumption, assumption: Assumption): { readonly by: string; readonly note?: string } {
  const owner = namedOwner(driver);
  if (owner === undefined || owner === ownerOf(assumption)) return { by: '' };
  if (namedOwner(assumption) === undefined) return { by: ` by ${owner}` };
  return { by: '', note: `by ${owner}` };
}

/** Notes and evidence of a driver behind those of a place. */
function remarksAfter(
  file: SourceFile,
  driver: Assumption,
  assumption: Assumption,
  note?: string,
): readonly FileEdit[] {
  const remarks = remarksOf(driver).flatMap((remark) => lineText(file, remark) ?? []);
  const all = note === undefined ? remarks : [`note ${quoted(note)}`, ...remarks];
  return all.length === 0 ? [] : [insertAt(0, rangeOf(assumption).end, ` ${all.join(' ')}`)];
}

/** What the driver is, in the place of its name. */
function partOfNumber(
  asked: Asked,
  file: SourceFile,
  { name, value: driver }: Driver,
  uses: readonly NameRef[],
  assumption: Assumption | undefined,
): readonly FileEdit[] | undefined {
  const from = plainStep(driver);
  const text = from && lineText(file, from.value);
  if (!from || text === undefined) return undefined;
  if (/\d,\d/.test(text) && uses.some((use) => isInCall(use))) return undefined;
  const places = uses.map((use) => {
    const isAlone = use.$container.$type === 'Step';
    return replace(0, rangeOf(use), isAlone && from.value.$type !== 'NameRef' ? text : operandText(from.value, text));
  });
  const mark = evidenceText(file, from);
  const remarks = remarksOf(driver);
  // What a scenario scales by has neither evidence nor notes.
  if (!assumption) return mark === undefined && remarks.length === 0 ? places : undefined;
  const target = documentIn(asked);
  const marks = new Map<Step, string>();
  let isLost = namedOwner(driver) !== undefined && namedOwner(driver) !== ownerOf(assumption);
  for (const step of new Set(uses.map(stepAround))) {
    const own = step && evidenceText(target, step);
    if (step && own === undefined && mark !== undefined) marks.set(step, mark);
    isLost ||= own !== undefined && mark !== undefined && own !== mark;
  }
  const said = [name, text, mark, ownerText(driver)].filter((one) => one !== undefined).join(' ');
  const notes = remarksAfter(file, driver, assumption, isLost ? said : undefined);
  const marked = [...marks].map(([step, one]) => insertAt(0, rangeOf(step).end, ` ${one}`));
  return [...places, ...marked, ...notes];
}

function ownerText(driver: Assumption): string | undefined {
  const owner = namedOwner(driver) ?? blockOwner(driver);
  return owner === undefined ? undefined : `by ${owner}`;
}
