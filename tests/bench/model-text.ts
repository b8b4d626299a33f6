/** What a generated model is to have beside its channels. */
export interface ModelShape {
  /** Of the model's period: 12 or 36. */
  readonly months?: 12 | 36;
  /** With a capacity all channels share the closers, and a number of one changes what is worked of all. */
  readonly capacity?: boolean;
  /** Libraries to import, each by its path and a driver of it that a channel uses. */
  readonly libraries?: readonly { readonly path: string; readonly driver: string }[];
}

/** Matches a line with a rate of one digit, as `numberKeystrokes` takes it. */
export const NUMBER = /^( {2}conversion +)\d%/;

/** The owner that every channel names. */
export const SHARED_OWNER = 'revops';

/**
 * A valid model of at most so many lines (but never without a channel, nor with fewer than libraries), the same for the same input: segments of ten channels
 * with a driver each, as teams write them: steps, growth, ranges, touches, seasons, notes, comments; then retention,
 * scenarios, targets and expectations. The digit that `NUMBER` finds may be any from 1 to 9.
 */
export function modelText(lines: number, shape: ModelShape = {}): string {
  const channels: string[][] = [];
  const least = Math.max(1, shape.libraries?.length ?? 0);
  let room = lines - textOf([], shape).length;
  for (;;) {
    const text = channelText(channels.length, shape);
    const opensSegment = channels.length % SEGMENT === 0;
    room -= text.length + SOURCE_AND_BLANK_LINE + (opensSegment ? SEGMENT_LINES : 0);
    if (room < 0 && channels.length >= least) break;
    channels.push(text);
  }
  return `${textOf(channels, shape).join('\n')}\n`;
}

const SEGMENT = 10;
const SOURCE_AND_BLANK_LINE = 2;
/** Its comment, its driver of two steps, a blank line and, at the end, its target. */
const SEGMENT_LINES = 5;

const OWNERS = ['onboarding', 'support', 'success', 'outbound', 'lifecycle', 'growth'] as const;

function textOf(channels: readonly (readonly string[])[], shape: ModelShape): readonly string[] {
  return [
    ...(shape.libraries ?? []).map(({ path }) => `import "${path}"`),
    '// One line a fact; the evidence stands beside the number.',
    'model "Expansion of a large base" {',
    '  currency USD',
    `  period 2026-01 to ${shape.months === 36 ? 2028 : 2026}-12`,
    '  season july 90%, december 80%',
    '}',
    '',
    ...OWNERS.map((name) => `owner ${name.padEnd(10)} "${capital(name)} lead" team "${capital(name)}"`),
    `owner ${SHARED_OWNER.padEnd(10)} "RevOps"`,
    'owner desk       "Upsell AE"',
    '',
    'sources {',
    ...channels.map((_, i) => `  from_${i}${i % 4 === 0 ? ` "${LABELS[i % LABELS.length]}"` : ''}`),
    '  partners not run "No partner manager yet"',
    '}',
    '',
    ...closing('upsell_ae', shape.capacity ? channels.length : undefined),
    '',
    ...channels.flatMap((text, i) => [...(i % SEGMENT === 0 ? segment(i / SEGMENT) : []), ...text, '']),
    ...frameEnd(channels.length),
  ];
}

function closing(kind: 'upsell_ae' | 'csm', closers: number | undefined, indent = ''): readonly string[] {
  const shared =
    closers === undefined
      ? []
      : [
          `  closers   ${closers} decided 2025-12,`,
          `            ${closers + 1} from 2026-07 decided 2025-12`,
          '  capacity  25/month measured 2025-07 to 2025-12',
        ];
  return [
    `closing ${kind} {`,
    `  owner     ${kind === 'csm' ? 'success' : 'desk'}`,
    `  win rate  ${kind === 'csm' ? 28 : 25}%     measured 2025-07 to 2025-12`,
    '  deal size $12,000 measured 2025-07 to 2025-12',
    '  cycle     20%, 35%, 25%, 15%, 5%',
    ...shared,
    '  cost      $15k/month decided 2025-12',
    '  quota     $55k/month decided 2025-12',
    '  decided   2025-12 "One desk catches everything"',
    '}',
  ].map((line) => indent + line);
}

const segment = (k: number): readonly string[] => [
  `// Segment ${k}: counted in the CRM at the end of each quarter.`,
  `driver accounts_${k} ${240 + (k % 90)} counted 2025-12,`,
  `  ${260 + (k % 90)} from 2026-07 counted 2025-12 by success note "Paying customers of segment ${k}"`,
  '',
];

const LABELS = ['Go-lives', 'Support tickets', 'Check-ins', 'Dialling', 'Sequences'] as const;

/** A channel of the i-th kind of ten. */
function channelText(i: number, { libraries = [] }: ModelShape): string[] {
  const kind = i % 10;
  const owner = OWNERS[i % OWNERS.length];
  const accounts = `accounts_${Math.floor(i / SEGMENT)}`;
  const base = 100 + ((i * 37) % 900);
  const rate = 1 + (i % 9);
  const who = i % 5 < 3 ? 'customer' : 'vendor';
  const imported = libraries[i]?.driver;
  const volume = imported
    ? `${imported} * 1/month counted 2025-10 to 2025-12`
    : ([
        `${accounts} * 2/quarter counted 2025-10 to 2025-12`,
        `${base}/month growing 1%/month counted 2025-10 to 2025-12`,
        undefined,
        `${base}/month rising to ${base + 120}/month by 2026-09 counted 2025-10 to 2025-12`,
        `${base}/month counted 2025-10 to 2025-12`,
        `${5 + (i % 30)}/workday counted 2025-10 to 2025-12`,
        `${base}/month counted 2025-07 to 2025-09,\n             ${base + 40}/month from 2026-05 counted 2025-10 to 2025-12`,
        undefined,
        `${base}/quarter counted 2025-10 to 2025-12`,
        `min(${accounts}/month, ${base}/month) counted 2025-10 to 2025-12`,
      ][kind] as string | undefined);
  return [
    ...(kind === 4
      ? [`/** What ${owner} sees first: read the notes of the last review before you change a number. */`]
      : []),
    `${kind > 6 ? 'leverage' : 'foundation'} channel channel_${i} "${LABELS[i % LABELS.length]}, part ${i}" {`,
    `  source     from_${i}`,
    `  owner      ${owner}`,
    ...(volume ? `  volume     ${volume}`.split('\n') : touches(i, base)),
    `  conversion ${rate}% ${kind === 5 ? 'estimated 2025-12' : 'measured 2025-07 to 2025-12'},`,
    `             ${kind === 4 ? `${rate}.2% to ${rate + 1}.8%` : `${rate}.5%`} from 2026-07 measured 2025-10 to 2025-12 by ${SHARED_OWNER}`,
    ...(kind === 6
      ? ['             note "The second team answers within a day" evidence "https://crm.example.com/reports/17"']
      : []),
    ...(kind === 8
      ? ['  win rate   22% measured 2025-07 to 2025-12', '  deal size  $9,000 measured 2025-07 to 2025-12']
      : []),
    ...(kind === 1 ? ['  season     august 60%, december 50%', `  open at start ${1 + (i % 7)}`] : []),
    `  initiated by ${who}`,
    ...(kind % 3 === 0 ? ['  moment     "A second team asks for seats during rollout"'] : []),
    ...(kind === 3
      ? ['  // The flag opens the form with the source filled in.', '  flag       "https://crm.example.com/flags/new"']
      : []),
    '}',
  ];
}

const touches = (i: number, base: number): readonly string[] => [
  `  customer touch limit_hits "Limit hits" ${base}/month counted 2025-12`,
  `  customer touch clicks "Upgrade clicks" ${50 + (i % 90)}/month counted 2025-12 converting 2.5% measured 2025-10 to 2025-12`,
  `  vendor touch views "Locked-feature views" ${20 + (i % 40)}/month counted 2025-12 gated`,
];

const frameEnd = (channels: number): readonly string[] => [
  'retention {',
  '  owner success',
  '  contraction customer 4%  measured 2024-01 to 2024-12',
  '  contraction vendor   12% measured 2024-01 to 2024-12',
  '  after 12 months',
  '}',
  '',
  '// What else was on the table.',
  'scenario less_dialling "Without the first channel, and more from the accounts" {',
  '  scale accounts_0 by 1.1 from 2026-07',
  '  scale channel_0.conversion by 1.1 from 2026-08',
  '  set closing.win_rate = 24% from 2026-06 estimated 2025-12',
  '}',
  '',
  'scenario csm_closes "CSMs close what they find" {',
  ...closing('csm', undefined, '  '),
  '  expect "CSMs keep up" backlog <= 10',
  '}',
  '',
  `target revenue >= $${channels * 90}k in 2026 by desk`,
  'target opened of channel_0 >= 90 in 2026 by success',
  ...Array.from(
    { length: Math.ceil(channels / SEGMENT) },
    (_, k) => `target won of channel_${k * SEGMENT} >= ${20 + (k % 9)} in 2026-01 to 2026-06`,
  ),
  'target pulled share >= 45% by growth',
  '',
  'expect "Leverage amplifies, never replaces" leverage share <= 75%',
  'expect "The desk pays for itself" revenue >= 0.1 * cost',
];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A library of about so many lines: drivers, each with a line of documentation, and who answers for them. */
export function libraryText(lines: number, prefix: string): string {
  const owner = `${prefix}_team`;
  const drivers = Array.from({ length: Math.max(1, Math.floor((lines - 3) / 3)) }, (_, i) => [
    '',
    `/** Accounts of region ${i}, at the end of the quarter. */`,
    `driver ${prefix}_${i} ${100 + ((i * 31) % 400)} counted 2025-12, ${120 + ((i * 31) % 400)} from 2026-07 counted 2025-12 by ${owner}`,
  ]);
  return `${['// Shared by many models.', `owner ${owner} "Team of ${prefix}"`, ...drivers.flat()].join('\n')}\n`;
}
