/** The schema of `jsonText`: every row is checked against types, an enumeration and bounds. */
export const ROW_SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'channel', 'amount'],
    additionalProperties: false,
    properties: {
      id: { type: 'integer' },
      channel: { type: 'string' },
      stage: { enum: ['open', 'won', 'lost'] },
      amount: { type: 'number' },
      rate: { type: 'number', minimum: 0, maximum: 1 },
      owner: { type: 'object', properties: { name: { type: 'string' }, team: { type: 'string' } } },
    },
  },
};

/** JSON of at most so many lines that `ROW_SCHEMA` has nothing against: rows of eleven lines. */
export function jsonText(lines: number): string {
  const rows = Math.max(1, Math.floor((lines - 2) / 11));
  const row = (_: unknown, i: number) => ({
    id: i,
    channel: `channel_${i}`,
    stage: ['open', 'won', 'lost'][i % 3],
    amount: 1000 + ((i * 37) % 9000),
    rate: (10 + (i % 80)) / 100,
    owner: { name: `Owner ${i}`, team: `Team ${i % 9}` },
  });
  return `${JSON.stringify(Array.from({ length: rows }, row), undefined, 2)}\n`;
}
