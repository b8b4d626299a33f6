import type { Month, Window } from '@upsell/engine';
import type { WindowChoice } from '@upsell/report';
import type { Format } from '../../format.ts';
import { WORDS } from '../../words.ts';

/** The months to compare: one of the usual windows, or any first and last month. */
export function WindowPicker({
  choices,
  window,
  months,
  format,
  onPick,
}: {
  readonly choices: readonly WindowChoice[];
  readonly window: Window;
  readonly months: readonly Month[];
  readonly format: Format;
  readonly onPick: (window: Window) => void;
}) {
  const chosen = choices.findIndex(({ from, to }) => from === window.from && to === window.to);
  const pick = (select: HTMLSelectElement) => {
    const choice = choices[Number(select.value)];
    if (choice) onPick(choice);
  };
  return (
    <form class="picker" onSubmit={(event) => event.preventDefault()}>
      <label>
        {WORDS.window}
        <select value={String(chosen)} onChange={(event) => pick(event.currentTarget)}>
          {chosen < 0 ? <option value="-1">{format.months(window.from, window.to)}</option> : null}
          {choices.map(({ text, from, to }, i) => (
            <option key={`${text} ${from}`} value={String(i)}>
              {text === undefined
                ? `${WORDS.yearToDate}, ${format.months(from, to)}`
                : from === to
                  ? format.fullMonth(from)
                  : `${text}, ${format.months(from, to)}`}
            </option>
          ))}
        </select>
      </label>
      <MonthSelect
        name={WORDS.from}
        value={window.from}
        months={months}
        format={format}
        onPick={(from) => onPick({ from, to: Math.max(from, window.to) })}
      />
      <MonthSelect
        name={WORDS.until}
        value={window.to}
        months={months}
        format={format}
        onPick={(to) => onPick({ from: Math.min(window.from, to), to })}
      />
    </form>
  );
}

function MonthSelect({
  name,
  value,
  months,
  format,
  onPick,
}: {
  readonly name: string;
  readonly value: Month;
  readonly months: readonly Month[];
  readonly format: Format;
  readonly onPick: (month: Month) => void;
}) {
  const all = months.includes(value) ? months : [value, ...months];
  return (
    <label>
      {name}
      <select value={String(value)} onChange={(event) => onPick(Number(event.currentTarget.value))}>
        {all.map((month) => (
          <option key={month} value={String(month)}>
            {format.fullMonth(month)}
          </option>
        ))}
      </select>
    </label>
  );
}
