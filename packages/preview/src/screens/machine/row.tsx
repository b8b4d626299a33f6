import type { MachineCell, MachineRow } from '@upsell/report';
import { Component } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Trend } from '../../charts/trend.tsx';
import type { Format } from '../../format.ts';
import { GoTo } from '../../go-to.tsx';
import type { Host } from '../../host.ts';
import { WORDS } from '../../words.ts';
import { Cell, toneOf, WithActual } from './cell.tsx';

interface RowProps {
  readonly row: MachineRow;
  readonly kind: 'channel' | 'subtotal' | 'total';
  readonly index: number;
  readonly format: Format;
  readonly host: Host;
  /** The cell that can be reached by Tab; empty where that is in another row. */
  readonly stop: string;
  /** The editor's cursor stands in it. */
  readonly isCurrent: boolean;
  /** False for the models of a portfolio: their numbers have owners, they themselves have none. */
  readonly hasOwner: boolean;
  readonly hasToDate: boolean;
  /** The month that a tooltip tells of. */
  readonly described: number | undefined;
}

const NAMES = ['kind', 'index', 'format', 'host', 'stop', 'isCurrent', 'hasOwner', 'hasToDate', 'described'] as const;

/** A channel, or several together. Of a hundred rows a keystroke changes a few: the others are not drawn again. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const now: RowProps = this.props;
    return NAMES.some((name) => now[name] !== next[name]) || !isSameData(now.row, next.row);
  }

  override render(props: RowProps) {
    return <DrawnRow {...props} />;
  }
}

/** Whether two values have the same content: plain data, whose objects are new each time. */
function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => isSameData((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
  );
}

function DrawnRow({ row, kind, index, format, host, stop, isCurrent, hasOwner, hasToDate, described }: RowProps) {
  const own = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isCurrent) own.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  const { title, place, cells, shown, revenue, toDate } = row;
  const owner = kind === 'channel' ? (row.owner ?? WORDS.nobody) : '';
  return (
    <tr ref={own} class={`${kind}${isCurrent ? ' current' : ''}`} aria-current={isCurrent ? 'true' : undefined}>
      <th scope="row" class="name-column">
        <GoTo place={place} host={host} name={title}>
          {title}
        </GoTo>
        {hasOwner ? <span class="owner-below">{owner}</span> : null}
      </th>
      {hasOwner ? <td class="owner">{owner}</td> : null}
      <td class="trend-cell">
        <Trend cells={cells} label={trendText(title, cells, format)} />
      </td>
      {cells.map((cell, m) => (
        <Cell
          key={`${m}`}
          cell={cell}
          at={`${index}:${m}`}
          format={format}
          isStop={stop === `${index}:${m}`}
          isDescribed={described === m}
          onReveal={place && host.reveal ? () => host.reveal?.(place) : undefined}
        />
      ))}
      {hasToDate ? (
        <td class={`cell to-date ${toDate ? toneOf(toDate) : ''}`}>
          {toDate ? <WithActual actual={toDate} format={format} /> : null}
        </td>
      ) : null}
      <td class="number sum">{format.count(shown)}</td>
      <td class="number sum last">{format.shortMoney(revenue)}</td>
    </tr>
  );
}

const trendText = (name: string, cells: readonly MachineCell[], format: Format): string =>
  WORDS.trendText(name, format.count(cells[0]?.opened ?? null), format.count(cells.at(-1)?.opened ?? null));
