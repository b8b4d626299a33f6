import { SEVERITIES } from './config.ts';
import type { Rule } from './rules/rule.ts';

/** The JSON schema of `upsell.config.json`, as text: every rule's code, what it says, and the severities that it can have. */
export function configSchema(rules: readonly Rule[]): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Upsell configuration',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'Where this schema is.' },
      rules: {
        type: 'object',
        description: 'The severity of each rule that is to have another one than its usual one.',
        properties: Object.fromEntries(rules.map((rule) => [rule.code, severitiesOf(rule)])),
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  };
  // Short lists stand on one line.
  const text = JSON.stringify(schema, null, 2).replaceAll(/\[\n\s+([^[\]{}]*?)\n\s+\]/g, (_, inner: string) => {
    return `[${inner.replaceAll(/\n\s+/g, ' ')}]`;
  });
  return `${text}\n`;
}

/** A rule that leaves a number without a value stays what it is. */
function severitiesOf({ summary, severity, breaks }: Rule): object {
  if (breaks !== true) return { description: summary, default: severity, enum: SEVERITIES };
  return { description: `${summary} It leaves a number without a value, so it stays an error.`, enum: ['error'] };
}
