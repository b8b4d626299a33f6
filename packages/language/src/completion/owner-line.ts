import { ownersHere } from './model-facts.ts';
import { type Asked, escaped } from './proposal.ts';

/** A declaration that names an owner; where no owner is declared yet, that owner's declaration stands before it. */
export const withOwner = (asked: Asked, owner: string, label: string, declaration: string): string =>
  ownersHere(asked).length === 0 ? `owner ${owner} "${escaped(label)}"\n\n${declaration}` : declaration;
