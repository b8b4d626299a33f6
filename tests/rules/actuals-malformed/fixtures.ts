import { readRuleText } from '../../harness/rule-fixtures.ts';

const CODE = 'actuals-malformed';
const HEADER = 'month,source,touches,opened';
const LONG = 'x'.repeat(100_001);

/** A model beside `months.csv`, with the code at its path where it is one. */
const beside = (comment: string, rows: readonly string[], isWrong: boolean, lineEnd = '\n'): string =>
  [
    `// ${comment}`,
    '//- model.upsell',
    readRuleText('minimal.upsell'),
    'actuals "actuals"',
    ...(isWrong ? [`//      ^^^^^^^^^ ${CODE}`] : []),
    '//- actuals/months.csv',
    rows.join(lineEnd),
    '',
  ].join('\n');

const GOOD = [HEADER, '2025-10,ticket,812,4', '2025-11,ticket,812,4', '2025-12,ticket,812,4', ''];

/** What an editor does not show, or a person would not read. */
export const fixtures: Readonly<Record<string, string>> = {
  // The first letters of a workbook: it is a zip file.
  workbook: beside('A workbook with another name.', ['PK\u0003\u0004', `//@ 3-4 ${CODE}`, ...GOOD], true),
  'null-letters': beside(
    'Every other byte is 0: another encoding, read as if it was UTF-8.',
    [[...HEADER].join('\0'), `//@ 2-3 ${CODE}`, '2025-12,tickets,812,4'],
    true,
  ),
  'long-line': beside(
    'A line that is no row of this table; what follows is read.',
    [HEADER, `2025-11,${LONG}`, `//@ 1-81 ${CODE}`, '2025-11,ticket,812,4', '2025-12,ticket,812'.concat(',4')],
    true,
  ),
  'long-header': beside('Without a header nothing is read.', [LONG, `//@ 1-81 ${CODE}`, '2025-12,tickets,812,4'], true),
  'near-byte-order-mark': beside(
    'As some programs begin a text.',
    [`\uFEFF${HEADER.replace('month', '"month"')}`, ...GOOD.slice(1)],
    false,
  ),
  'near-crlf': beside('Line ends of another system.', GOOD, false, '\r\n'),
  'near-cr': beside('Line ends of an old system.', GOOD, false, '\r'),
  'near-mixed': beside(
    'All of them together.',
    [`\uFEFF${HEADER}\r`, '2025-10,ticket,812,4\r2025-11,ticket,812,4', '2025-12,ticket,812,4\r'],
    false,
  ),
  'near-tab': beside('A tab is a space like any other.', [HEADER, '2025-12,\tticket\t,812,4'], false),
  'near-long-rows': beside(
    'A cell that nothing reads may be long.',
    [`${HEADER},note`, `2025-12,ticket,812,4,${LONG.slice(0, 90_000)}`],
    false,
  ),
};
