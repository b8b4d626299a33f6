import { monthText } from '@upsell/engine';
import { type AssumptionCard, SCENARIO_METRICS, scenarioText, type Turn, turnedFrom, whatIf } from '@upsell/report';
import { Fragment } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Format } from '../../format.ts';
import type { WriteAs } from '../../messages.ts';
import { WORDS } from '../../words.ts';
import type { ScreenProps } from '../screen.ts';

/** Sliders on the assumptions: what follows is shown at once, and written when it is asked for. */
export function WhatIf({ board, format, host }: Pick<ScreenProps, 'board' | 'format' | 'host'>) {
  const [factors, setFactors] = useState<ReadonlyMap<string, number>>(new Map());
  const [search, setSearch] = useState('');
  const known = turnable(board);
  const turns = known.flatMap(({ scenarioPath = '' }): readonly Turn[] => {
    const factor = factors.get(scenarioPath) ?? 1;
    return factor === 1 ? [] : [{ path: scenarioPath, factor }];
  });
  const result = useMemo(() => (turns.length === 0 ? undefined : whatIf(board, turns)), [board, factors]);
  if (known.length === 0) return null;
  const from = turnedFrom(board);
  const turn = (path: string, factor: number) => setFactors(new Map([...factors, [path, factor]]));
  const reset = () => setFactors(new Map());
  const words = search.trim().toLowerCase();
  // Who looks for `win rate` finds `closing.win_rate` as well.
  const found = known.filter(({ path, scenarioPath, owner = '' }) =>
    `${scenarioPath} ${path} ${owner}`.toLowerCase().includes(words),
  );
  const { write } = host;
  // What has been written is in the model: turned once more it would count twice.
  const writeAs = async (as: WriteAs) => {
    if (await write?.(as, turns)) reset();
  };
  const mayWrite = turns.length > 0 && !result?.withheld;
  return (
    <section aria-labelledby="what-if-title">
      <h2 id="what-if-title">{WORDS.whatIf}</h2>
      <p class="note">{WORDS.whatIfHelp(from === undefined ? undefined : monthText(from))}</p>
      <div class="what-if">
        <div class="effect" aria-live="polite">
          <h3>{WORDS.effect}</h3>
          <Effect board={board} format={format} result={result} />
        </div>
        <div class="sliders">
          {known.length > FEW ? (
            <label class="find">
              {WORDS.find}
              <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
            </label>
          ) : null}
          <ul>
            {found.slice(0, MOST).map(({ scenarioPath = '', steps }) => {
              const factor = factors.get(scenarioPath) ?? 1;
              const percent = format.percent(factor);
              return (
                <li key={scenarioPath}>
                  <label>
                    <span class="path">
                      {scenarioPath.split(/(?<=\.)/).map((name, i) => (
                        <Fragment key={`${i}`}>
                          {i > 0 ? <wbr /> : null}
                          {name}
                        </Fragment>
                      ))}
                    </span>
                    <span class="value">{valueAt(steps, factor, format)}</span>
                    <input
                      type="range"
                      min="0"
                      max="2"
                      step="0.05"
                      value={factor}
                      aria-valuetext={`${WORDS.factor(percent)}: ${valueAt(steps, factor, format)}`}
                      onInput={(event) => turn(scenarioPath, Number(event.currentTarget.value))}
                    />
                    <span class={`factor ${factor === 1 ? '' : 'turned'}`}>{percent}</span>
                  </label>
                </li>
              );
            })}
          </ul>
          {found.length > MOST ? <p class="note">{WORDS.more(found.length - MOST)}</p> : null}
        </div>
        <div class="written">
          <p class="actions">
            <button type="button" disabled={turns.length === 0} onClick={reset}>
              {WORDS.reset}
            </button>
            {write ? (
              <>
                <button type="button" disabled={!mayWrite} onClick={() => writeAs('edit')}>
                  {WORDS.writeEdit}
                </button>
                <button type="button" class="primary" disabled={!mayWrite} onClick={() => writeAs('scenario')}>
                  {WORDS.writeScenario}
                </button>
              </>
            ) : null}
          </p>
          {turns.length > 0 && !write ? (
            <>
              <h4>{WORDS.asText}</h4>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the page is read by scrolling */}
              <pre tabIndex={0}>{scenarioText(freeName(board), turns, from)}</pre>
            </>
          ) : null}
        </div>
      </div>
    </section>
  );
}

/** The value in force, and what a slider makes of it where it is one number. */
function valueAt(steps: AssumptionCard['steps'], factor: number, format: Format): string {
  const step = steps.find(({ isInForce }) => isInForce);
  if (!step?.amount || factor === 1) return step?.value ?? '';
  const { before, number, after } = step.amount;
  return WORDS.turnedInto(step.value, `${before}${format.amount(number * factor)}${after}`);
}

/** What a scenario can change. */
export const turnable = ({ input }: ScreenProps['board']) =>
  input.assumptions.filter(({ scenarioPath }) => scenarioPath !== undefined);

function Effect({
  board,
  format,
  result,
}: {
  readonly board: ScreenProps['board'];
  readonly format: Format;
  readonly result: ReturnType<typeof whatIf> | undefined;
}) {
  if (result?.withheld) return <p class="under">{WORDS.withheld(result.withheld)}</p>;
  const { summary } = board.evaluated.forecast;
  return (
    <table class="effects">
      <tbody>
        {EFFECTS.map(({ metric, name, kind }) => {
          const here = summary[metric];
          const before = typeof here === 'number' ? here : null;
          const now = result ? (result.summary[metric] ?? null) : before;
          const difference = now === null || before === null ? 0 : now - before;
          const change = format.change(difference, kind);
          return (
            <tr key={metric}>
              <th scope="row">{name}</th>
              <td class="number">{format.value(now, kind)}</td>
              <td class={`number ${change === '' ? '' : isBetter(metric, difference) ? 'over' : 'under'}`}>{change}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Of what waits less is better. */
const isBetter = (metric: string, difference: number): boolean => difference > 0 === (metric !== 'backlogAtEnd');

/** A name that no scenario has. */
function freeName({ input }: ScreenProps['board']): string {
  const taken = new Set(input.model.scenarios.map(({ name }) => name));
  let name = 'what_if';
  for (let n = 2; taken.has(name); n++) name = `what_if_${n}`;
  return name;
}

const SHOWN: ReadonlySet<string> = new Set(['opened', 'won', 'revenue', 'net', 'backlogAtEnd']);
const EFFECTS = SCENARIO_METRICS.filter(({ metric }) => SHOWN.has(metric));

/** From so many on they are searched. */
const FEW = 12;
/** So many are shown: what is looked for is found by its name. */
const MOST = 60;
