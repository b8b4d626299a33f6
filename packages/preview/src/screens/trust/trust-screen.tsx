import { type Named, type Trust, trustOf } from '@upsell/report';
import { useMemo } from 'preact/hooks';
import type { Format } from '../../format.ts';
import { GoTo } from '../../go-to.tsx';
import type { Host } from '../../host.ts';
import { Marked } from '../../marked.tsx';
import { Scroll } from '../../scroll.tsx';
import { WORDS } from '../../words.ts';
import type { Screen, ScreenProps } from '../screen.ts';

/** Whether the number can be trusted: owners, provenance, the clock of each estimate, and what is left out. */
export const trustScreen: Screen = { name: 'trust', title: WORDS.trust, component: TrustScreen };

function TrustScreen({ board, format, host }: ScreenProps) {
  const trust = useMemo(() => trustOf(board), [board]);
  return (
    <>
      <h2>{WORDS.trustTitle}</h2>
      <div class="trust">
        <Coverage trust={trust} format={format} host={host} />
        <Kinds trust={trust} format={format} />
      </div>
      <Estimates trust={trust} format={format} host={host} />
      <h3>{WORDS.leftOut}</h3>
      {trust.uncounted.length === 0 ? (
        <p>{trust.isCounted ? WORDS.nothingLeftOut : WORDS.notCounted}</p>
      ) : (
        <ul class="sentences">
          {trust.uncounted.map((text, i) => (
            <li key={`${i}`} class="under">
              <Marked text={text} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface PartProps {
  readonly trust: Trust;
  readonly format: Format;
  readonly host: Host;
}

function Coverage({ trust: { assumptions, unowned, owners }, format, host }: PartProps) {
  const owned = assumptions - unowned.length;
  const share = assumptions === 0 ? 1 : owned / assumptions;
  return (
    <section aria-labelledby="coverage-title">
      <h3 id="coverage-title">{WORDS.coverage}</h3>
      <p>
        {WORDS.coverageText(owned, assumptions)} ({format.rate(share)})
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{WORDS.owner}</th>
            <th scope="col" class="number">
              {WORDS.numbers}
            </th>
            <th scope="col" class="number">
              {WORDS.kinds['estimated']}
            </th>
          </tr>
        </thead>
        <tbody>
          {owners.map(({ name, label, team, assumptions: count, estimates }) => (
            <tr key={name}>
              <th scope="row">
                {label}
                {team === undefined ? null : <span class="detail">{team}</span>}
              </th>
              <td class="number">{format.count(count, 0)}</td>
              <td class="number">{format.count(estimates, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unowned.length === 0 ? null : (
        <>
          <h4>{WORDS.unowned}</h4>
          <NamedList all={unowned} host={host} />
        </>
      )}
    </section>
  );
}

/** How many numbers are of each kind. A long list of names is told by its first ones: the editor finds the rest. */
function Kinds({ trust: { kinds, assumptions }, format }: Omit<PartProps, 'host'>) {
  return (
    <section aria-labelledby="kinds-title">
      <h3 id="kinds-title">{WORDS.kindsTitle}</h3>
      <table class="kinds">
        <tbody>
          {kinds.map(({ kind, count, of }) => (
            <tr key={kind} class={count > 0 && GUESSES.has(kind) ? 'guess' : ''}>
              <th scope="row">{WORDS.kinds[kind]}</th>
              <td class="bar">
                <svg aria-hidden="true" width="100%" height="12">
                  <rect
                    class="bar-level"
                    width={`${assumptions === 0 ? 0 : (count / assumptions) * 100}%`}
                    height="12"
                    rx="2"
                  />
                </svg>
              </td>
              <td class="number">{format.count(count, 0)}</td>
              <td class="names">
                {of
                  .slice(0, FEW)
                  .map(({ path }) => path)
                  .join(', ')}
                {of.length > FEW ? ', \u2026' : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Estimates({ trust: { estimates }, format, host }: PartProps) {
  return (
    <>
      <h3 id="estimates-title">{WORDS.estimates}</h3>
      {estimates.length === 0 ? (
        <p>{WORDS.noEstimates}</p>
      ) : (
        <Scroll labelledBy="estimates-title">
          <table>
            <thead>
              <tr>
                <th scope="col">{WORDS.assumption}</th>
                <th scope="col">{WORDS.value}</th>
                <th scope="col">{WORDS.owner}</th>
                <th scope="col">{WORDS.goodUntil}</th>
                <th scope="col">{WORDS.left}</th>
              </tr>
            </thead>
            <tbody>
              {estimates.map(({ path, value, owner, provenance, until, left, place }, i) => (
                <tr key={`${i}`}>
                  <th scope="row">
                    <GoTo place={place} host={host} name={path}>
                      {path}
                    </GoTo>
                  </th>
                  <td>
                    {value} <span class="detail">{provenance}</span>
                  </td>
                  <td>{owner ?? WORDS.nobody}</td>
                  <td>{format.fullMonth(until)}</td>
                  <td class={left < 0 ? 'under' : ''}>
                    <svg class="clock" aria-hidden="true" width="72" height="8">
                      <rect class="track" width="72" height="8" rx="4" />
                      <rect
                        class={left < 0 ? 'bar-under' : 'bar-level'}
                        width={72 * Math.min(1, Math.max(0, 1 - left / CLOCK))}
                        height="8"
                        rx="4"
                      />
                    </svg>
                    {WORDS.monthsLeft(left)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
}

function NamedList({ all, host }: { readonly all: readonly Named[]; readonly host: Host }) {
  return (
    <ul class="sentences">
      {all.map(({ path, value, place }, i) => (
        <li key={`${i}`}>
          <GoTo place={place} host={host} name={path}>
            {path}
          </GoTo>{' '}
          {value}
        </li>
      ))}
    </ul>
  );
}

/** What nobody has measured. */
const GUESSES: ReadonlySet<string> = new Set(['', 'sample', 'estimated']);
const FEW = 4;
/** The most months that an estimate is good for: its own quarter and two more. */
const CLOCK = 8;
