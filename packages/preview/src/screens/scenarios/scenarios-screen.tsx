import { type ScenariosScreen as Facts, SCENARIO_METRICS, scenariosScreenOf, type Variation } from '@upsell/report';
import { useMemo } from 'preact/hooks';
import { ChangeChart } from '../../charts/change-chart.tsx';
import type { Format } from '../../format.ts';
import { GoTo } from '../../go-to.tsx';
import { Scroll } from '../../scroll.tsx';
import { WORDS } from '../../words.ts';
import type { Screen, ScreenProps } from '../screen.ts';
import { turnable, WhatIf } from './what-if.tsx';

/** What else may come: scenarios side by side, and a number turned to see what follows. */
export const scenariosScreen: Screen = { name: 'scenarios', title: WORDS.scenarios, component: ScenariosScreen };

function ScenariosScreen({ board, format, host }: ScreenProps) {
  const facts = useMemo(() => scenariosScreenOf(board), [board]);
  return (
    <>
      <h2 id="scenarios-title">{WORDS.scenariosTitle}</h2>
      {facts.scenarios.length === 0 ? (
        <p class="empty">
          {WORDS.noScenarios}
          {turnable(board).length === 0 ? null : <> {host.write ? WORDS.turnAndWrite : WORDS.turnAndCopy}</>}
        </p>
      ) : (
        <>
          <Comparison facts={facts} format={format} host={host} />
          <ByMonth facts={facts} format={format} />
        </>
      )}
      <WhatIf board={board} format={format} host={host} />
    </>
  );
}

/** A row a figure of the period, a column a scenario, each with its change from the model. */
function Comparison({
  facts: { model, scenarios },
  format,
  host,
}: Pick<ScreenProps, 'format' | 'host'> & { readonly facts: Facts }) {
  return (
    <Scroll labelledBy="scenarios-title">
      <table class="scenarios" aria-labelledby="scenarios-title">
        <thead>
          <tr>
            <th scope="col">{WORDS.metric}</th>
            <th scope="col" class="number">
              {WORDS.model}
            </th>
            {scenarios.map(({ name, title, place, dropped, failed }) => (
              <th key={name} scope="col" class="number">
                <GoTo place={place} host={host} name={title}>
                  {title}
                </GoTo>
                {dropped.length > 0 ? <span class="detail">{WORDS.dropped(dropped.join(', '))}</span> : null}
                {failed.map((text, i) => (
                  <span key={`${i}`} class="detail under">
                    {WORDS.failed(text)}
                  </span>
                ))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SCENARIO_METRICS.map(({ metric, name: title, kind }) => (
            <tr key={metric}>
              <th scope="row">{title}</th>
              <td class="number">{format.value(model.summary[metric] ?? null, kind)}</td>
              {scenarios.map(({ name, summary }) => {
                const [now, here] = [summary[metric] ?? null, model.summary[metric] ?? null];
                const change = now === null || here === null ? 0 : now - here;
                return (
                  <td key={name} class="number">
                    {format.value(now, kind)}
                    <span class="detail">{format.change(change, kind)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function ByMonth({ facts: { model, scenarios }, format }: { readonly facts: Facts; readonly format: Format }) {
  const changes = scenarios.map(({ revenue }) => changesOf(revenue, model.revenue));
  const most = Math.max(1e-9, ...changes.flat().map(Math.abs));
  return (
    <>
      <h3>{WORDS.byMonth}</h3>
      <ul class="multiples">
        {scenarios.map(({ name, title }, i) => {
          const own = changes[i] ?? [];
          const all = format.signed(
            own.reduce((sum, change) => sum + change, 0),
            'money',
          );
          return (
            <li key={name}>
              <span class="multiple-name">
                {title} <b>{own.length === 0 ? WORDS.none : all}</b>
              </span>
              <ChangeChart changes={own} most={most} label={WORDS.byMonthText(title, all)} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

const changesOf = (now: Variation['revenue'], here: Variation['revenue']): readonly number[] =>
  now && here ? now.map((value, m) => value - (here[m] ?? 0)) : [];
