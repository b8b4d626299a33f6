import type { Finding } from './finding.ts';
import {
  type Assumption,
  type Edit,
  type Field,
  isBroken,
  type Model,
  type Scale,
  type Scenario,
  type Step,
} from './model.ts';
import { type Holder, pathsOf, placeAt, type Reached } from './path.ts';

/** A scenario's model: the model with the edits made, in their order. */
export interface Applied {
  readonly model: Model;
  /** Channels that are no longer there. */
  readonly dropped: ReadonlySet<string>;
  /** `unreachable-scenario-path`: what an edit names is not there; such an edit changes nothing. */
  readonly findings: readonly Finding[];
}

/** Applies the first `count` edits of a scenario (by default all of them) to a model (language.md, 6). */
export function apply(model: Model, { edits }: Scenario, count = edits.length): Applied {
  const findings: Finding[] = [];
  const dropped = new Set<string>();
  let current = model;
  for (const edit of edits.slice(0, count)) {
    const next = applyEdit(current, edit);
    if (next) current = next;
    else findings.push(unreachable(edit, findings.length < MOST_HINTS ? current : undefined));
    if (next && edit.kind === 'drop') dropped.add(edit.channel);
  }
  return { model: current, dropped, findings };
}

/** The model with one edit made; undefined where what it names is not there. */
function applyEdit(model: Model, edit: Edit): Model | undefined {
  switch (edit.kind) {
    case 'closing':
      return { ...model, closing: edit.closing };
    case 'drop': {
      const channels = model.channels.filter(({ name }) => name !== edit.channel);
      return channels.length < model.channels.length ? { ...model, channels } : undefined;
    }
    default: {
      const place = placeAt(model, edit.path.parts);
      if (!place) return undefined;
      const { field, owner } = place;
      if (edit.kind === 'set') return changed(edit, place, () => replaced(field, edit.value, owner));
      return field && changed(edit, place, () => scaled(field, edit.scale));
    }
  }
}

/** The model with another number, in the same object as last time where the edit changes the same one: it is known by that. */
function changed(edit: Edit, place: Reached, field: () => Field): Model {
  const last = CHANGES.get(edit);
  const to = last?.from === place.holder ? last.to : place.change(field());
  CHANGES.set(edit, { from: place.holder, to });
  return place.replace(to);
}

/** What each edit changed last, and to what. */
const CHANGES = new WeakMap<Edit, { readonly from: Holder; readonly to: Holder }>();

/**
 * What `set` makes of a number: the new one, behind the steps of the old one before its first month, if it names one. The
 * owner of a step is its own clause's, else that of what it replaces.
 */
function replaced(old: Field | undefined, value: Field, blockOwner: string | undefined): Field {
  if (isBroken(value)) return value;
  const known = old && !isBroken(old) ? old : undefined;
  const owner = value.owner ?? known?.owner ?? blockOwner;
  const from = value.steps[0]?.from;
  if (from === undefined) return { ...value, owner };
  if (old && isBroken(old)) return old;
  const kept = (known?.steps ?? []).filter((step) => step.from === undefined || step.from < from);
  const before = kept.map(
    (step): Step => (known?.owner === owner ? step : { ...step, owner: step.owner ?? known?.owner }),
  );
  return { ...value, owner, steps: [...before, ...value.steps] };
}

function scaled(field: Field, scale: Scale): Field {
  if (isBroken(field)) return field;
  const steps = field.steps.map((step): Step => ({ ...step, scales: [...(step.scales ?? []), scale] }));
  return { ...field, steps } satisfies Assumption;
}

/** Each takes a look at every path; nobody reads as many. */
const MOST_HINTS = 50;

/** With a model also what could be meant. */
function unreachable(edit: Edit, model: Model | undefined): Finding {
  const code = 'unreachable-scenario-path';
  if (edit.kind === 'drop') {
    const candidates = model?.channels.map(({ name }) => name) ?? [];
    return { code, span: edit.span, params: { edit: 'drop', path: edit.channel, candidates: some(candidates) } };
  }
  const { parts, span } = (edit as Extract<Edit, { kind: 'set' }>).path;
  const candidates = model ? pathsOf(model, { absent: edit.kind === 'set' }) : [];
  return { code, span, params: { edit: edit.kind, path: parts.join('.'), candidates: some(candidates) } };
}

/** For a suggestion: nobody reads more. */
const some = (names: readonly string[]): string => names.slice(0, 2_000).join(' ');
