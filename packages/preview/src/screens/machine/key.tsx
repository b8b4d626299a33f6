import { WORDS } from '../../words.ts';

/** What colours, signs and weights mean. */
export function Key({ hasActuals, hasPlan }: { readonly hasActuals: boolean; readonly hasPlan: boolean }) {
  if (!hasActuals) return null;
  return (
    <ul class="key" aria-label={WORDS.machineKey}>
      <li>
        <span class="swatch under" aria-hidden="true">
          {'\u2212'}
        </span>
        {WORDS.keyMiss}
      </li>
      <li>
        <span class="swatch over" aria-hidden="true">
          +
        </span>
        {WORDS.keyOver}
      </li>
      <li>
        <span class="swatch signal under" aria-hidden="true">
          {'\u25c6'}
        </span>
        {WORDS.keySignal}
      </li>
      <li>
        <span class="swatch part" aria-hidden="true">
          {'\u25d4'}
        </span>
        {WORDS.keyPart}
      </li>
      <li>{WORDS.keySmall(hasPlan)}</li>
    </ul>
  );
}
