import { nodesIn } from '../block.ts';
import type { Channel, InitiatedField, OwnerField, SourceField, Touch } from '../generated/ast.ts';
import { linkRange, propertyRange } from '../tree.ts';
import type { ReportHere, Rule } from './rule.ts';

/** Where the customer talks to somebody who helps. */
const HELPING: readonly (string | undefined)[] = ['implementation', 'ticket'];

export const closerOpens: Rule = {
  code: 'closer-opens',
  severity: 'information',
  summary: 'Who closes also opens, where the customer trusts that nobody sells.',
  page: {
    why: 'They open, they do not close. Customers tell onboarding and support what they lack because these people help and do not sell; a helper with a number to close stops hearing it. The same holds where CSM closes and the vendor starts the conversation: the trusted-advisor seat is selling.',
    example: `closing upsell_ae {
  owner     support
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
}

foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}`,
    mended: `closing upsell_ae {
  owner     upsell_desk
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
}

foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}`,
    fix: 'Let one owner flag the opportunity and another close it. Under `closing csm`, let the customer start the conversation, or choose a closing model that is there to sell. The closing models of scenarios are not judged.',
  },
  message: ({ owner, channel, source }) =>
    owner === undefined
      ? `CSM closes here, and the vendor starts the conversation in \`${channel}\`: the trusted-advisor seat is selling. Let the customer start it, or another closing model close it.`
      : `\`${owner}\` owns the ${source} channel \`${channel}\` and closes what it opens: they open, they do not close. Give the channel or the closing model another owner.`,
  checkEach(block, { closing, closer }, report) {
    if (closing === undefined) return;
    for (const node of nodesIn<Channel>(block, 'Channel')) {
      checkOwner(node, closer, report);
      if (closing === 'csm') checkInitiators(node, report);
    }
  },
};

function checkOwner(channel: Channel, closer: string | undefined, report: ReportHere): void {
  const owner = find<OwnerField>(channel.fields, 'OwnerField')?.owner;
  const source = find<SourceField>(channel.fields, 'SourceField')?.source?.$refText;
  if (!owner?.$refNode || owner.$refText !== closer || !HELPING.includes(source)) return;
  report(linkRange(owner), { owner: closer, channel: channel.name, source });
}

function checkInitiators({ name, fields }: Channel, report: ReportHere): void {
  for (const field of fields)
    if ((field as InitiatedField | Touch).initiator === 'vendor')
      report(propertyRange(field, 'initiator'), { channel: name });
}

const find = <T extends { $type: string }>(fields: readonly { $type: string }[], type: T['$type']): T | undefined =>
  fields.find((field) => field.$type === type) as T | undefined;
