import type { LeafCstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { rangeOf } from '../tree.ts';
import type { Item, Table } from './row.ts';

/** A declaration, a field of one, or a source: what begins a row. */
export type RowNode =
  | ast.Element
  | ast.ModelField
  | ast.ClosingField
  | ast.ChannelField
  | ast.RetentionField
  | ast.Edit
  | ast.Source;

/** The table that a row stands in, and the words of the row that begin a column or a step, by their offsets. */
export interface RowColumns {
  readonly table?: Table;
  readonly marks: ReadonlyMap<number, Mark>;
}
type Mark = Pick<Item, 'lead' | 'anchors'>;
type Marks = readonly (readonly [start: number, mark: Mark])[];

/** The columns of a row; none for the heads of blocks, the fields of `model`, and lines that are read like sentences. */
export function rowColumns(node: RowNode, words: readonly LeafCstNode[]): RowColumns {
  const marks = marksOf(node, words);
  return marks ? { table: TABLES[node.$type] ?? FIELDS, marks: new Map(marks) } : NONE;
}

const NONE: RowColumns = { marks: new Map() };

const FIELDS: Table = { tightFirst: true, provenance: 2 };
const TABLES: Readonly<Record<string, Table>> = {
  Owner: { tightFirst: true },
  // Their column stands as wide as other names of the list suggest, if the author wants it so.
  Source: { tightFirst: false },
  Driver: { tightFirst: true, provenance: 2 },
  Contraction: { tightFirst: true, provenance: 2 },
  SetEdit: { tightFirst: true, provenance: 3 },
  Touch: { tightFirst: true, provenance: 5 },
};

function marksOf(node: RowNode, words: readonly LeafCstNode[]): Marks | undefined {
  switch (node.$type) {
    case 'Owner':
      return ownerMarks(words);
    case 'Driver':
    case 'ChannelNumber':
    case 'ClosingNumber':
    case 'Contraction':
      return stepMarks(node.value, 1);
    case 'Touch':
      return touchMarks(node, words);
    case 'SetEdit': {
      const equals = words.findIndex((word) => word.tokenType.name === '=');
      return [...cell(words[equals], 1), ...stepMarks(node.value, 2)];
    }
    case 'SeasonField':
      return node.$container.$type === 'ModelBlock' ? undefined : cell(words[1], 1);
    case 'Source':
    case 'SourceField':
    case 'OwnerField':
    case 'CycleField':
    case 'AttentionField':
    case 'DecidedField':
    case 'MomentField':
    case 'FlagField':
    case 'AfterField':
      return cell(words[1], 1);
    // Wider than a field's word, they stand beside the columns and do not part them.
    case 'InitiatedField':
    case 'OpenField':
      return [];
    default:
      return undefined;
  }
}

const cell = (word: LeafCstNode | undefined, column: number): Marks => (word ? [[word.offset, { lead: column }]] : []);

const isText = (word: LeafCstNode | undefined): boolean => word?.tokenType.name === 'STRING';

/** Name, label, `team "…"`, handle. */
function ownerMarks(words: readonly LeafCstNode[]): Marks {
  const [, , label, ...rest] = words;
  const team = rest.find((word) => word.text === 'team');
  const handle = rest.find((word) => word.tokenType.name === 'HANDLE');
  return [...cell(label, 1), ...cell(team, 2), ...cell(handle, 3)];
}

/** Who starts, `touch`, name, title, value, provenance. */
function touchMarks({ initiator, value, converting }: ast.Touch, words: readonly LeafCstNode[]): Marks {
  const [touch, name, title] = initiator === undefined ? [undefined, words[1], words[2]] : words.slice(1);
  return [
    ...cell(touch, 1),
    ...cell(name, 2),
    ...(isText(title) ? cell(title, 3) : []),
    ...stepMarks(value, 4),
    ...stepMarks(converting),
  ];
}

/** An assumption's value, its later steps, and in a table the provenance of each. */
function stepMarks(assumption: ast.Assumption | undefined, column?: number): Marks {
  return (assumption?.steps ?? []).flatMap((step, i): Marks => {
    const { start } = rangeOf(step);
    const provenance = column === undefined ? undefined : step.provenance;
    return [
      [start, i === 0 ? { lead: column ?? 'space', anchors: true } : { lead: 'step' }],
      ...(provenance ? ([[rangeOf(provenance).start, { lead: (column as number) + 1 }]] as const) : []),
    ];
  });
}
