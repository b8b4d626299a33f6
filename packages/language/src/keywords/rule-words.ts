/** What the words of one rule of the grammar mean, each a paragraph in which names and code stand in backquotes. */
export type RuleWords = Readonly<Record<string, string>>;
