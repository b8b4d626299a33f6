import type { Month, Window } from '@upsell/engine';
import { comparableMonths, isPlanWithheld, machineOf, varianceScreenOf, windowChoices } from '@upsell/report';
import { useMemo } from 'preact/hooks';
import { BridgeChart } from '../../charts/bridge-chart.tsx';
import { MonthsChart } from '../../charts/months-chart.tsx';
import { Marked } from '../../marked.tsx';
import { WORDS } from '../../words.ts';
import type { Screen, ScreenProps } from '../screen.ts';
import { VarianceTable } from './variance-table.tsx';
import { WindowPicker } from './window-picker.tsx';

/** What differs from the plan, why, whose it is, and what to do. */
export const varianceScreen: Screen = { name: 'variance', title: WORDS.variance, component: VarianceScreen };

function VarianceScreen({ board, format, host, kept, keep }: ScreenProps) {
  const choices = useMemo(() => windowChoices(board), [board]);
  const machine = useMemo(() => machineOf(board), [board]);
  const months = useMemo(() => comparableMonths(board), [board]);
  const window = keptWindow(kept, months) ?? choices[0];
  const found = useMemo(() => varianceScreenOf(board, window), [board, window?.from, window?.to]);
  const [toDate] = choices;
  if (!toDate)
    return (
      <div class="empty">
        <p>{WORDS.noActuals}</p>
        <p>
          <Marked text={WORDS.noActualsHelp} />
        </p>
      </div>
    );
  const channels = machine.groups.flatMap(({ rows }) => rows);
  return (
    <>
      <WindowPicker
        choices={choices}
        window={window ?? toDate}
        months={months}
        format={format}
        onPick={({ from, to }) => keep({ from, to })}
      />
      {found ? (
        <>
          <h2>{WORDS.varianceTitle(format.months(found.window.from, found.window.to), found.hasPlan)}</h2>
          <div class="bridges">
            {found.revenue ? (
              <BridgeChart bridge={found.revenue} kind="money" title={WORDS.revenueBridge} format={format} />
            ) : (
              <p class="note">{WORDS.noRevenue}</p>
            )}
            <BridgeChart bridge={found.opened} kind="count" title={WORDS.openedBridge} format={format} />
          </div>
          <VarianceTable rows={found.rows} format={format} host={host} />
          <List title={WORDS.pace} items={found.paces} />
          <List title={WORDS.notes} items={found.notes} />
        </>
      ) : (
        <p class="empty">{isPlanWithheld(board, window) ? WORDS.planWithheld : WORDS.noActuals}</p>
      )}
      <h2>{WORDS.multiples}</h2>
      <ul class="multiples">
        {channels.map(({ name, title, cells }) => {
          const actuals = cells.flatMap(({ actual }) => actual ?? []);
          const above = actuals.filter(({ opened, planned }) => opened >= planned).length;
          return (
            <li key={name}>
              <span class="multiple-name">{title}</span>
              <MonthsChart cells={cells} label={WORDS.multipleText(title, above, actuals.length)} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** What was chosen before, where it has a month of this model. */
function keptWindow({ from, to }: ScreenProps['kept'], months: readonly Month[]): Window | undefined {
  const isKnown = from !== undefined && to !== undefined && months.some((month) => month >= from && month <= to);
  return isKnown ? { from, to } : undefined;
}

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="sentences">
        {items.map((item, i) => (
          <li key={`${i}`}>
            <Marked text={item} />
          </li>
        ))}
      </ul>
    </>
  );
}
