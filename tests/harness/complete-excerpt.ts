import { parseFile, type SourceFile } from '@upsell/language';

/**
 * An excerpt of a model with what it lacks to be a whole one, written in front of it: a model block (USD, 2026), owners for the
 * names that are used as owners, `sources` for the sources of the channels, a closing block, and a channel `tickets` of source
 * `ticket`. Each is added only where the excerpt has no declaration of that kind. A portfolio needs nothing but the model block
 * and its owners.
 */
export function completeExcerpt(excerpt: string): string {
  const file = parseFile('file:///workspace/excerpt.upsell', excerpt);
  const has = (type: string) => file.elements.some((element) => element.$type === type);
  const isPortfolio = has('Include');
  const added = [
    has('ModelBlock') ? '' : MODEL,
    isPortfolio || has('Closing') ? '' : CLOSING,
    isPortfolio || has('Channel') ? '' : CHANNEL,
  ].join('');
  const own = (type: string) => new Set(texts(file, type));
  // What is added names owners of its own, which the excerpt cannot be expected to declare.
  const declared = own('Owner');
  const used = new Set([...ownersUsed(parseFile(file.uri, added)), ...(declared.size > 0 ? [] : ownersUsed(file))]);
  const owners = [...used].filter((name) => !declared.has(name)).map((name) => `owner ${name} "${name}"\n`);
  const listed = new Set([...own('SourceField'), ...(has('Channel') ? [] : ['ticket'])]);
  const sources =
    isPortfolio || has('Sources') ? '' : `sources {\n${[...listed].map((name) => `  ${name}\n`).join('')}}\n`;
  return `${owners.join('')}${sources}${added}${excerpt}`;
}

const MODEL = `model "Acme" {
  currency USD
  period 2026-01 to 2026-12
}
`;

const CLOSING = `closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  decided   2025-12
}
`;

const CHANNEL = `foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}
`;

const ownersUsed = (file: SourceFile): readonly string[] =>
  ['OwnerField', 'Clause', 'Target'].flatMap((type) => texts(file, type));

/** The names that nodes of a type declare or refer to. */
function texts(file: SourceFile, type: string): readonly string[] {
  return (file.nodes.get(type) ?? []).flatMap((node) => {
    const { name, owner, source } = node as Named;
    return name ?? owner?.$refText ?? source?.$refText ?? [];
  });
}

interface Named {
  readonly name?: string;
  readonly owner?: { readonly $refText: string };
  readonly source?: { readonly $refText: string };
}
