import type { LinePlace } from '@upsell/report';
import type { ComponentChildren } from 'preact';
import type { Host } from './host.ts';
import { WORDS } from './words.ts';

/** A name that leads to its line in the model, where there is an editor to go to. */
export function GoTo({
  place,
  host,
  name,
  children,
}: {
  readonly place: LinePlace | undefined;
  readonly host: Host;
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  const { reveal } = host;
  if (!reveal || !place) return <span class="name">{children}</span>;
  return (
    <button type="button" class="link name" title={WORDS.goTo(name)} onClick={() => reveal(place)}>
      {children}
    </button>
  );
}
