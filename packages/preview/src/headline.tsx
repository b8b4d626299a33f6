import type { Headline as Facts, HeadlineTarget } from '@upsell/report';
import type { Format } from './format.ts';
import { GoTo } from './go-to.tsx';
import type { Host } from './host.ts';
import { WORDS } from './words.ts';

/** What is read first, on every screen. */
export function Headline({
  facts,
  months,
  format,
  host,
}: {
  readonly facts: Facts;
  readonly months: number;
  readonly format: Format;
  readonly host: Host;
}) {
  const { reforecast } = facts;
  return (
    <section class="headline" aria-label={WORDS.headline}>
      <div class="facts">
        <Fact name={WORDS.openedAMonth} value={format.count(facts.opened)} />
        <Fact name={WORDS.revenue} value={format.shortMoney(facts.revenue)} detail={WORDS.inMonths(months)} />
        {facts.net === undefined ? null : <Fact name={WORDS.net} value={format.shortMoney(facts.net)} />}
        {facts.durable === undefined ? null : <Fact name={WORDS.durable} value={format.shortMoney(facts.durable)} />}
        {facts.plan === undefined ? null : <Fact name={WORDS.plan} value={format.shortMoney(facts.plan)} />}
        {reforecast ? (
          <Fact
            name={WORDS.reforecast}
            value={format.shortMoney(reforecast.value)}
            detail={`${WORDS.between(format.shortMoney(reforecast.low), format.shortMoney(reforecast.high))}, ${WORDS.through(format.fullMonth(reforecast.through))}`}
          />
        ) : null}
      </div>
      {facts.targets.length === 0 ? null : (
        <div class="targets">
          {facts.targets.map((target, i) => (
            <Target key={`${i}`} target={target} format={format} host={host} />
          ))}
        </div>
      )}
    </section>
  );
}

function Fact({ name, value, detail }: { readonly name: string; readonly value: string; readonly detail?: string }) {
  return (
    <div class="fact">
      <div class="fact-name">{name}</div>
      <div class="fact-value">{value}</div>
      {detail === undefined ? null : <div class="fact-detail">{detail}</div>}
    </div>
  );
}

function Target({
  target,
  format,
  host,
}: {
  readonly target: HeadlineTarget;
  readonly format: Format;
  readonly host: Host;
}) {
  const { text, owner, kind, value, attainment, gap, again, place } = target;
  const share = Math.min(1, Math.max(0, attainment ?? 0));
  const isKnown = value !== null && gap !== null;
  const isMissing = isKnown && gap > 0;
  const missing = isMissing ? WORDS.missing(format.size(gap, kind)) : WORDS.reached;
  return (
    <div class={`fact target ${isMissing ? 'under' : isKnown ? 'over' : ''}`}>
      <div class="fact-name">
        <GoTo place={place} host={host} name={text}>
          {text}
        </GoTo>
      </div>
      <div class="fact-value">{format.value(value, kind)}</div>
      <svg class="attained" aria-hidden="true" width="100%" height="6">
        <rect class="track" width="100%" height="6" rx="3" />
        <rect class={isMissing ? 'bar-under' : 'bar-over'} width={`${share * 100}%`} height="6" rx="3" />
      </svg>
      <div class="fact-detail">
        {!isKnown
          ? WORDS.notKnown
          : attainment === null
            ? missing
            : `${WORDS.attained(format.rate(attainment))}, ${missing}`}
        {again ? `; ${WORDS.again(format.value(again.value, kind))}` : ''}
        {owner === undefined ? '' : ` · ${owner}`}
      </div>
    </div>
  );
}
