import { type Month, monthText } from '@upsell/engine';
import type { AssumptionCard, DashboardInput, MachineCell, MachineRow } from '@upsell/report';
import type { Format } from '../../format.ts';
import { WORDS } from '../../words.ts';

/** What a month of a channel is made of: touches times conversion, what happened, and the numbers behind it with their owners. */
export function CellTip({
  row,
  cell,
  month,
  format,
  input,
}: {
  readonly row: MachineRow;
  readonly cell: MachineCell | undefined;
  readonly month: Month;
  readonly format: Format;
  readonly input: DashboardInput;
}) {
  if (!cell) return null;
  const { opened, touches, actual } = cell;
  const assumptions = input.assumptions.filter((card) => isOf(row, card));
  return (
    <>
      <strong>
        {row.title}, {format.fullMonth(month)}
      </strong>
      <Line name={WORDS.model} touches={touches} opened={opened} format={format} digits={1} />
      {actual ? (
        <>
          {differs(actual.planned, opened) ? (
            <Line
              name={WORDS.planned}
              touches={actual.plannedTouches}
              opened={actual.planned}
              format={format}
              digits={1}
            />
          ) : null}
          <Line name={WORDS.actual} touches={actual.touches} opened={actual.opened} format={format} digits={0} />
          <p>
            {WORDS.difference(format.signed(actual.opened - actual.planned, 'count'))}: {WORDS.verdicts[actual.verdict]}
          </p>
          {actual.of ? <p>{WORDS.ofChannels(...actual.of)}</p> : null}
        </>
      ) : null}
      {assumptions.length > 0 ? (
        <dl>
          {assumptions.slice(0, MOST).map(({ path, owner, steps }, i) => {
            const step = steps.findLast(({ from }) => from === undefined || from <= monthText(month)) ?? steps[0];
            return (
              <div key={`${i}`}>
                <dt>{path.slice(row.name.length + 1)}</dt>
                <dd>
                  {step?.value} {step?.provenance} {owner === undefined ? '' : WORDS.by(owner)}
                </dd>
              </div>
            );
          })}
        </dl>
      ) : null}
    </>
  );
}

function Line({
  name,
  touches,
  opened,
  format,
  digits,
}: {
  readonly name: string;
  readonly touches: number | null;
  readonly opened: number | null;
  readonly format: Format;
  readonly digits: number;
}) {
  const rate = touches === null || opened === null || touches === 0 ? null : opened / touches;
  return (
    <p>
      {name}: {WORDS.touches(format.count(touches, digits))} {WORDS.converts(format.rate(rate))} ={' '}
      <b>{WORDS.opens(format.count(opened, digits))}</b>
    </p>
  );
}

/** True for a number of a channel: it stands in its block, for `closing.win rate` could be that of a channel called so. */
const isOf = ({ name, place }: MachineRow, { path, place: at }: AssumptionCard): boolean =>
  name !== '' &&
  path.startsWith(`${name}.`) &&
  at.file === place?.file &&
  at.line >= place.line &&
  at.lastLine <= place.lastLine;

/** A tooltip is read at a glance. */
const MOST = 8;

const differs = (planned: number, opened: number | null): boolean =>
  opened === null || Math.abs(planned - opened) > 1e-9 * Math.max(1, Math.abs(opened));
