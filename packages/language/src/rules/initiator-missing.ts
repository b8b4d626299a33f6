import { nodesIn } from '../block.ts';
import { insertAt, insertField } from '../edits.ts';
import type { Channel, Touch } from '../generated/ast.ts';
import { nodeAt } from '../program.ts';
import { propertyRange, rangeOf } from '../tree.ts';
import { mayHide } from './may-hide.ts';
import type { Fix, Rule } from './rule.ts';

export const initiatorMissing: Rule = {
  code: 'initiator-missing',
  severity: 'information',
  severityOf: ({ retention }) => (retention ? 'error' : 'information'),
  summary: 'A channel or a touch that does not say who starts the conversation.',
  page: {
    why: 'Upsell when the customer is pulling, not when the quota is pushing: who started the conversation tells growth from extraction, and pushed revenue is taken back more often. What nobody has marked is left out of the pulled share. With a `retention` block it is an error, because the net of what is not marked counts as if none of it were ever given back.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: "Write `initiated by customer` or `initiated by vendor` into the channel. Where the touches of a channel differ, write the word before each: `customer touch` or `vendor touch`. A support ticket is the customer's, a check-in or a call is the vendor's. The pulled share changes, and with `retention` the net revenue.",
  },
  message: ({ channel, touch, retention }) => {
    const because = retention ? ', so `retention` takes nothing of it back' : '';
    return touch === undefined
      ? `\`${channel}\` does not say who starts the conversation${because}: add \`initiated by customer\` or \`initiated by vendor\`.`
      : `The touch \`${touch}\` does not say who starts the conversation${because}: write \`customer touch\` or \`vendor touch\`.`;
  },
  checkEach(block, { hasRetention }, report) {
    const retention = hasRetention ? 1 : 0;
    for (const node of nodesIn<Channel>(block, 'Channel')) {
      const says = node.fields.some((field) => field.$type === 'InitiatedField');
      if (says || node.name === undefined || mayHide(block, node)) continue;
      const touches = node.fields.filter((field) => field.$type === 'Touch');
      if (touches.length === 0) report(propertyRange(node, 'name'), { channel: node.name, retention });
      for (const touch of touches)
        if (!touch.initiator)
          report(propertyRange(touch, 'name'), { channel: node.name, touch: touch.name, retention });
    }
  },
  fixes({ file, start, params }, { program }): readonly Fix[] {
    const ofTouch = params['touch'] !== undefined;
    const node = nodeAt<Touch | Channel>(program, file, ofTouch ? 'Touch' : 'Channel', start);
    if (!node) return [];
    const changes = params['retention'] ? 'the pulled share and the net revenue change' : 'the pulled share changes';
    return ['customer', 'vendor'].map((initiator) => {
      const words = ofTouch ? `${initiator} touch` : `initiated by ${initiator}`;
      const edit = ofTouch
        ? insertAt(file, rangeOf(node).start, `${initiator} `)
        : insertField(program, file, node, [words]);
      return { title: `Write \`${words}\` (${changes})`, edits: [edit], changesForecast: true };
    });
  },
};
