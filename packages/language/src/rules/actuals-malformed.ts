import type { Params } from '../problem.ts';
import { actualsCountText } from './actuals-count.ts';
import type { Rule } from './rule.ts';

export const actualsMalformed: Rule = {
  code: 'actuals-malformed',
  severity: 'error',
  summary: 'A file of actuals that cannot be read as a table.',
  page: {
    why: 'What cannot be read for certain is not read at all: a guess about a month or a shifted column would put touches on the wrong channel, and every rate that is measured from them would be wrong. The rest of the file is read, and the totals say what is missing.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-1,ticket,812,4`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4`,
    fix: 'Write the cell as the message says, or mend the export that made it. The files are comma separated with a header row, months are `2026-05`, dates `2026-05-14`, quarters `FY27-Q1`; a cell with a comma in it stands in quotes.',
  },
  message: (params) => actualsCountText(params) ?? sentenceOf(params),
};

function sentenceOf({ kind, name, reason, column, text, cells, expected, line }: Params): string {
  switch (kind) {
    case 'unreadable':
      return `\`${name}\` cannot be read: ${reason}. Save it as UTF-8 text, comma separated, with a header row.`;
    case 'missing-column':
      return text
        ? `The column \`${column}\` is missing: there is \`${text}\`, and small letters and capitals count. Write it as \`${column}\`.`
        : `The column \`${column}\` is missing: add it to the header and to each row.`;
    case 'duplicate-column':
      return `There are two columns \`${column}\`: remove one of them.`;
    case 'empty':
      return 'The file is empty: write a header row with the names of the columns, and a row for each month and source.';
    case 'row-length':
      return `Line ${line} has ${cells} cells and the header ${expected}: write as many, and put a cell that has a comma in quotes.`;
    case 'quotes':
      return `The quotes of line ${line} do not match: put a cell in one pair of quotes, and write a quote inside it twice.`;
    case 'delimiter':
      return 'The cells are not separated by commas: export the file as comma separated values.';
    case 'line-length':
      return `Line ${line} is too long to be a row of this table: there may be another file in its place.`;
    case 'binary':
      return `This is not a text: line ${line} has a character that no text has. Export the file as comma separated values.`;
    case 'month':
      return `${written(text)} is not a month: write it as \`2026-05\`.`;
    case 'through':
      return `\`${text}\` is not a day of this row's month: write the last day covered, such as \`2026-05-14\`, or leave it blank.`;
    case 'quarter':
      return `${written(text)} is not a fiscal quarter: write it as \`FY27-Q1\`.`;
    default:
      return `${written(text)} is neither \`customer\` nor \`vendor\`: write who started the conversation.`;
  }
}

const written = (text: unknown): string => (text === undefined || text === '' ? 'A blank cell' : `\`${text}\``);
