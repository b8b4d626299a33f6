import { BUILT_IN_SOURCES, builtInSource } from './built-in-sources.ts';
import { factsOf } from './facts.ts';
import type { Program } from './program.ts';
import { sampleChannel } from './sample-channel.ts';
import { visibleNames } from './visible-names.ts';

/**
 * True where a new channel for a source brings its usual owner along, who is not declared yet: each built-in source has one of its
 * own, as in a new model, so that no number is given to whoever happens to be declared first. Not where people of other names
 * are declared: the owner is one of them then. Who closes is not to open as well, and does not count.
 */
export function bringsOwner(program: Program, source: string): boolean {
  const { closer } = factsOf(program);
  const declared = visibleNames(program, 0, 'owner');
  if (declared.includes(sampleChannel(source).owner)) return false;
  const others = declared.filter((name) => name !== closer);
  return builtInSource(source) ? others.every((name) => USUAL.has(name)) : others.length === 0;
}

const USUAL: ReadonlySet<string> = new Set(BUILT_IN_SOURCES.map(({ name }) => sampleChannel(name).owner));
