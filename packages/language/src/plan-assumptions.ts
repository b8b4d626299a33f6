import type { AstNode } from 'langium';
import { fieldName } from './field-name.ts';
import type {
  Assumption,
  Channel,
  ChannelNumber,
  Closing,
  Contraction,
  Driver,
  OwnerField,
  Provenance,
  Retention,
  Step,
  Touch,
} from './generated/ast.ts';
import { ofType } from './model-block.ts';
import { type Declared, nodesOf, type Program } from './program.ts';
import { isTriedOut } from './rules/steps.ts';
import { type SourceFile, sliceOf } from './source-file.ts';
import { type Range, rangeOf } from './tree.ts';

/** An assumption with its history, as the text has it. */
export interface WrittenAssumption {
  /** `tickets.conversion`, `closing.win rate`, `tickets.urgent.converting`, or a driver's name. */
  readonly path: string;
  readonly owner: string | undefined;
  readonly steps: readonly { readonly value: string; readonly from?: string; readonly provenance?: string }[];
}

/** Every assumption that a model's forecast is made of, scenarios aside: drivers, closing, channels, retention, in the order of the text. */
export const writtenAssumptions = (program: Program): readonly WrittenAssumption[] =>
  placedAssumptions(program).map(({ file, path, owner, node }) =>
    written(program.files[file] as SourceFile, path, node, owner),
  );

/** An assumption with its name, its place, and who answers for the block that it stands in. */
export interface PlacedAssumption extends Declared<Assumption> {
  readonly path: string;
  /** As a scenario names it; absent for what no scenario can change, and where the same name leads elsewhere. */
  readonly scenarioPath: string | undefined;
  readonly owner: string | undefined;
}

export function placedAssumptions(program: Program): readonly PlacedAssumption[] {
  const all: PlacedAssumption[] = [];
  const add = (
    file: number,
    names: readonly (string | undefined)[],
    node: Assumption | undefined,
    owner?: string,
    isReached = true,
  ) => {
    // What is still being written may have a number before it has a name: nothing leads to it.
    if (!node?.$cstNode || !names.every((name) => name !== undefined)) return;
    const scenarioPath = isReached ? names.map((name) => name.replaceAll(' ', '_')).join('.') : undefined;
    all.push({ file, path: names.join('.'), scenarioPath, node, owner });
  };
  for (const { file, node } of ofType<Driver>(program, 'Driver')) add(file, [node.name], node.value);
  for (const { file, node } of blocksOf(program)) {
    const owner = ownerIn(node);
    const isChannel = node.$type === 'Channel';
    const root = isChannel ? (node as Channel).name : node.$type.toLowerCase();
    // `closing` is always the closing model, and a field's name wins over a touch's.
    const isReached = isChannel ? root !== 'closing' : node.$type === 'Closing';
    for (const field of node.fields) {
      const { value, converting } = field as Partial<Pick<Touch, 'converting'>> & { value?: Assumption };
      if (field.$type === 'Touch') {
        const { name } = field as Touch;
        add(file, [root, name], value, owner, isReached && !FIELD_NAMES.has(name));
        add(file, [root, name, 'converting'], converting, owner, isReached);
      } else if (NUMBERS.has(field.$type)) add(file, [root, fieldName(field)], value, owner, isReached);
    }
  }
  return all;
}

/** True where a template's number is left that the forecast is made of. */
export const hasSample = (program: Program): boolean =>
  nodesOf<Provenance>(program, 'Provenance').some(
    ({ node }) => node.kind === 'sample' && !isTriedOut((node.$container as Step).$container as Assumption),
  );

type Block = Pick<Channel | Closing | Retention, '$type'> &
  AstNode & { readonly fields: readonly (AstNode | ChannelNumber | Contraction)[] };

const blocksOf = (program: Program): readonly Declared<Block>[] =>
  (['Closing', 'Channel', 'Retention'] as const).flatMap(
    (type) => ofType<Channel | Closing | Retention>(program, type) as unknown as readonly Declared<Block>[],
  );

const FIELD_NAMES: ReadonlySet<string> = new Set(['volume', 'conversion', 'win_rate', 'deal_size']);

const NUMBERS: ReadonlySet<string> = new Set(['ChannelNumber', 'ClosingNumber', 'Contraction']);

const ownerIn = ({ fields }: Block): string | undefined =>
  (fields.find((field) => field.$type === 'OwnerField') as OwnerField | undefined)?.owner?.$refText;

/** As the text has it. */
export function written(
  source: SourceFile,
  path: string,
  node: Assumption,
  owner: string | undefined,
): WrittenAssumption {
  const text = ({ start, end }: Range) => sliceOf(source, start, end).replaceAll(/\s+/g, ' ');
  const own = node.clauses.find((clause) => clause.owner)?.owner?.$refText;
  return {
    path,
    owner: own ?? owner,
    steps: node.steps.map((step) => {
      const { provenance, start } = step;
      const whole = rangeOf(step);
      const end = provenance?.$cstNode ? rangeOf(provenance).start : whole.end;
      const value = text({ start: whole.start, end }).trim();
      return {
        value: start === undefined ? value : value.replace(/ from \S+/, ''),
        from: start,
        provenance: provenance?.$cstNode ? text(rangeOf(provenance)) : undefined,
      };
    }),
  };
}
