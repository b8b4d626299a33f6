import type { Channel, FlagField, MomentField, Owner } from './generated/ast.ts';
import { ofType } from './model-block.ts';
import type { Program } from './program.ts';

/** What a channel says in words. */
export interface ChannelTexts {
  readonly moments: readonly string[];
  readonly flag?: string;
}

/** The texts of every channel, in the order of the model's channels. */
export const channelTexts = (program: Program): readonly ChannelTexts[] =>
  ofType<Channel>(program, 'Channel').map(({ node }) => {
    const moments = node.fields.filter((field): field is MomentField => field.$type === 'MomentField');
    const flag = node.fields.find((field): field is FlagField => field.$type === 'FlagField')?.url;
    return { moments: moments.flatMap(({ moment }) => moment ?? []), ...(flag !== undefined && { flag }) };
  });

/** Who an owner is: the display name, the team and the handle. */
export interface OwnerCard {
  readonly label: string;
  readonly team?: string;
  readonly handle?: string;
}

/** The owners of a program by name. */
export function ownersOf(program: Program): ReadonlyMap<string, OwnerCard> {
  const owners = new Map<string, OwnerCard>();
  for (const { node } of ofType<Owner>(program, 'Owner'))
    if (node.name !== undefined && !owners.has(node.name))
      owners.set(node.name, { label: node.label ?? node.name, team: node.team, handle: node.handle });
  return owners;
}
