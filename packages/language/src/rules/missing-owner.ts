import { type Field, isBroken, placeAt } from '@upsell/engine';
import { GrammarUtils } from 'langium';
import { nodesIn } from '../block.ts';
import { insertAt, insertField } from '../edits.ts';
import type {
  Assumption,
  Channel,
  ChannelNumber,
  Closing,
  ClosingNumber,
  Contraction,
  Driver,
  Retention,
  SetEdit,
  Touch,
} from '../generated/ast.ts';
import { spelled } from '../parser/words.ts';
import { type FileProblem, nodeAt, type Program } from '../program.ts';
import { keywordRange, propertyRange, rangeOf } from '../tree.ts';
import { visibleNames } from '../visible-names.ts';
import { declareOwner, declaringOwner } from './declare-owner.ts';
import { MOST_NAMES } from './missing-field-fixes.ts';
import type { Fix, ReportHere, Rule } from './rule.ts';

export const missingOwner: Rule = {
  code: 'missing-owner',
  severity: 'error',
  summary: 'A number that nobody answers for.',
  page: {
    why: 'A number without an owner is a number that nobody will correct. When the forecast misses, the first question is who answers for the row that missed, and the model has to have the answer before it happens.',
    example: `owner success "Customer success lead"

driver accounts 240 counted 2025-12`,
    mended: `owner success "Customer success lead"

driver accounts 240 counted 2025-12 by success`,
    fix: 'Write `by NAME` behind the number, or `owner NAME` into its block, which then holds for all of its numbers. The name is one of the `owner` lines; where there is none yet, the quick fix writes one, with a name to fill in.',
  },
  message: ({ name }) =>
    `Nobody answers for \`${name}\`: add \`by NAME\` behind the number, or \`owner NAME\` to its block.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<Driver>(block, 'Driver'))
      if (node.name && node.value && !isOwned(node.value)) report(propertyRange(node, 'name'), { name: node.name });
    // A scenario's closing model as well: it inherits nothing.
    for (const type of ['Channel', 'Closing', 'Retention'] as const)
      for (const node of nodesIn<OwnedBlock>(block, type)) checkBlock(node, report);
  },
  /** What a scenario sets takes over the owner of what it replaces; a field that was not there has none to take over. */
  judge({ model, evaluated }, report) {
    for (const { scenario, model: changed } of evaluated.scenarios)
      for (const edit of scenario.edits) {
        if (edit.kind !== 'set') continue;
        const { parts, span } = edit.path;
        const isNew = !isOwnerless(placeAt(model, parts)?.field);
        if (isNew && isOwnerless(placeAt(changed, parts)?.field)) report(span.file, span, { name: parts.join('.') });
      }
  },
  fixes(problem, { program }) {
    const { file } = problem;
    const field = fieldAt(program, problem);
    const value = field && valueAt(field, problem.start);
    const owners = visibleNames(program, file, 'owner').slice(0, MOST_NAMES);
    const block = field?.$container;
    const inBlock = (owner: string): readonly Fix[] => {
      if (!block || !('fields' in block) || !GrammarUtils.findNodeForKeyword(block.$cstNode, '{')) return [];
      const source = block.fields.find(({ $type }) => $type === 'SourceField');
      const edits = [insertField(program, file, block, [`owner ${owner}`], source ?? 'first')];
      return [{ title: `Write \`owner ${owner}\` into the block`, edits }];
    };
    const behind = (owner: string): readonly Fix[] =>
      value ? [{ title: `Write \`by ${owner}\``, edits: [insertAt(file, rangeOf(value).end, ` by ${owner}`)] }] : [];
    if (owners.length > 0) return [...owners.flatMap(inBlock), ...owners.flatMap(behind)];
    const declared = declareOwner(program, file, block);
    const [named] = declared ? [...inBlock(declared.name), ...behind(declared.name)] : [];
    return declared && named ? [declaringOwner(declared, named.edits)] : [];
  },
};

const isOwnerless = (field: Field | undefined): boolean =>
  field !== undefined && !isBroken(field) && field.owner === undefined;

type OwnedBlock = Channel | Closing | Retention;

const isOwned = (value: Assumption | undefined): boolean =>
  !value || value.clauses.some((clause) => clause.owner !== undefined);

function checkBlock(block: OwnedBlock, report: ReportHere): void {
  if (block.fields.some((field) => field.$type === 'OwnerField')) return;
  for (const field of block.fields) {
    if (field.$type === 'Touch') {
      if (!isOwned(field.value)) report(propertyRange(field, 'name'), { name: field.name });
      const converting = GrammarUtils.findNodeForKeyword(field.$cstNode, 'converting');
      if (converting && !isOwned(field.converting))
        report({ start: converting.offset, end: converting.end }, { name: `${field.name} converting` });
    } else if (field.$type === 'Contraction') {
      if (!isOwned(field.value)) report(keywordRange(field), { name: `contraction ${field.initiator}` });
    } else if (field.$type === 'ChannelNumber' || field.$type === 'ClosingNumber') {
      if (!isOwned(field.value)) report(propertyRange(field, 'field'), { name: spelled(field.field) });
    }
  }
}

type NumberField = Driver | Touch | ChannelNumber | ClosingNumber | Contraction | SetEdit;

/** The field whose name a problem stands on. */
const fieldAt = (program: Program, { file, start }: FileProblem): NumberField | undefined =>
  (['Driver', 'Touch', 'ChannelNumber', 'ClosingNumber', 'Contraction', 'SetEdit'] as const)
    .map((type) => nodeAt<NumberField>(program, file, type, start))
    .find((node) => node !== undefined);

/** Of a touch the number that stands behind the offset: its own, or that of `converting`. */
const valueAt = (field: NumberField, offset: number): Assumption | undefined =>
  field.$type === 'Touch' && field.value?.$cstNode && rangeOf(field.value).start < offset
    ? field.converting
    : field.value;
