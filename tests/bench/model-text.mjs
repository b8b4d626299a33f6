/**
 * A valid model of about so many lines: a head, one source and one channel of six lines after another, every third channel
 * with a driver.
 * @param {number} lines
 */
export function modelText(lines) {
  const channels = Math.max(1, Math.floor((lines - 16) / 8));
  const names = Array.from({ length: channels }, (_, i) => `touch_${i}`);
  const head = [
    'model "Bench" {',
    '  currency USD',
    '  period 2026-01 to 2026-12',
    '}',
    '',
    'owner ann "Ann"',
    '',
    'sources {',
    ...names.map((name) => `  ${name}`),
    '}',
    '',
    'closing csm {',
    '  owner     ann',
    '  win rate  25%     estimated 2025-12',
    '  deal size $12,000 measured 2025-07 to 2025-12',
    '}',
    '',
    'driver accounts 240 counted 2025-12 by ann',
  ];
  const blocks = names.flatMap((name, i) => [
    `${i % 3 === 2 ? 'leverage' : 'foundation'} channel ${name} {`,
    `  source     ${name}`,
    '  owner      ann',
    i % 3 === 1
      ? '  volume     accounts * 2/quarter counted 2025-10 to 2025-12'
      : `  volume     ${100 + (i % 900)}/month counted 2025-10 to 2025-12`,
    `  conversion ${1 + (i % 9)}% estimated 2025-12, ${2 + (i % 9)}% from 2026-07`,
    '}',
    '',
  ]);
  return `${[...head, ...blocks].join('\n')}\n`;
}
