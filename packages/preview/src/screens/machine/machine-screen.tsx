import { type Machine, type MachineRow, machineOf } from '@upsell/report';
import { useMemo } from 'preact/hooks';
import { Tooltip } from '../../tooltip.tsx';
import { WORDS } from '../../words.ts';
import type { Screen, ScreenProps } from '../screen.ts';
import { CellTip } from './cell-tip.tsx';
import { useGridKeys } from './grid-keys.ts';
import { Key } from './key.tsx';
import { usePointed } from './pointed.ts';
import { Row } from './row.tsx';
import { useWholeMonths } from './whole-months.ts';

/** The first screen: channel by month, with model and actual in one cell. */
export const machineScreen: Screen = { name: 'machine', title: WORDS.machine, component: MachineScreen };

function MachineScreen({ board, format, host, cursor }: ScreenProps) {
  const machine = useMemo(() => machineOf(board), [board]);
  const rows = useMemo(() => rowsOf(machine), [machine]);
  const { pointed, point } = usePointed();
  const { months, groups, hasPlan, toDate } = machine;
  const { grid, stop, onFocus, onKeyDown } = useGridKeys(rows.length, months.length);
  const scroll = useWholeMonths(months.findLastIndex((month) => month <= board.input.asOf));
  const isPortfolio = board.input.parts !== undefined;
  if (groups.length === 0) return <p class="empty">{WORDS.noChannels}</p>;

  const tip = pointed && rows[pointed.row];
  return (
    <>
      <h2 id="machine-title">{WORDS.machineTitle(isPortfolio)}</h2>
      <Key hasActuals={rows.some(({ row }) => row.cells.some(({ actual }) => actual))} hasPlan={hasPlan} />
      <section ref={scroll} class="scroll" aria-labelledby="machine-title" tabIndex={-1}>
        <table
          ref={grid}
          class="machine"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are gone through by the arrow keys
          role="grid"
          aria-labelledby="machine-title"
          onKeyDown={onKeyDown}
          onPointerOver={(event) => point.restAt(event.target)}
          onPointerLeave={point.leave}
          onFocusIn={(event) => {
            onFocus(event.target);
            point.focus(event.target);
          }}
          onFocusOut={point.away}
        >
          <thead>
            <tr>
              <th scope="col" class="name-column">
                {isPortfolio ? WORDS.model : WORDS.channel}
              </th>
              {isPortfolio ? null : (
                <th scope="col" class="owner">
                  {WORDS.owner}
                </th>
              )}
              <th scope="col" class="trend-cell">
                {WORDS.trend}
              </th>
              {months.map((month) => (
                <th key={month} scope="col" class={month < board.input.asOf ? 'month' : 'month open'}>
                  {format.month(month)}
                  <span class="year">{format.year(month)}</span>
                </th>
              ))}
              {toDate ? (
                <th scope="col" class="month" title={format.months(toDate.from, toDate.to)}>
                  {WORDS.toDate}
                </th>
              ) : null}
              <th scope="col" class="number sum">
                {WORDS.total}
              </th>
              <th scope="col" class="number sum last">
                {WORDS.revenue}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, kind, layer }, i) => (
              <Row
                key={`${kind} ${layer} ${row.name}`}
                row={row}
                kind={kind}
                index={i}
                format={format}
                host={host}
                stop={stop.startsWith(`${i}:`) ? stop : ''}
                isCurrent={isAt(row, cursor)}
                hasOwner={!isPortfolio}
                hasToDate={toDate !== undefined}
                described={pointed?.row === i ? pointed.month : undefined}
              />
            ))}
          </tbody>
        </table>
      </section>
      {tip && pointed ? (
        <Tooltip
          id="cell-tip"
          of={pointed.element}
          isHovered={pointed.isHovered}
          onEnter={point.stay}
          onLeave={point.leave}
        >
          <CellTip
            row={tip.row}
            cell={tip.row.cells[pointed.month]}
            month={months[pointed.month] ?? 0}
            format={format}
            input={board.input}
          />
        </Tooltip>
      ) : null}
    </>
  );
}

interface TableRow {
  readonly row: MachineRow;
  readonly kind: 'channel' | 'subtotal' | 'total';
  readonly layer: string;
}

/** Each layer's channels, then what they come to together; the whole at the end. */
function rowsOf({ groups, total }: Machine): readonly TableRow[] {
  const ofGroups = groups.flatMap(({ layer, rows, subtotal }) => {
    const name = WORDS.layers[layer ?? 'none'];
    const channels = rows.map((row): TableRow => ({ row, kind: 'channel', layer: name }));
    if (!subtotal) return channels;
    const together: TableRow = { row: { ...subtotal, title: WORDS.layerTotal(name) }, kind: 'subtotal', layer: name };
    return [...channels, together];
  });
  return [...ofGroups, { row: { ...total, title: WORDS.total }, kind: 'total', layer: '' }];
}

const isAt = ({ place }: MachineRow, cursor: ScreenProps['cursor']): boolean =>
  place !== undefined && cursor?.file === place.file && cursor.line >= place.line && cursor.line <= place.lastLine;
