/**
 * Counts work since the process began, for benchmarks and budgets: it is counted where it is done, and read by nobody else.
 * Models and libraries analysed, blocks parsed, those of them that are not right and are mended, names looked up, rules asked, cells
 * evaluated (the months of every series that is evaluated or added up).
 */
export const work = { analyses: 0, blocks: 0, mended: 0, names: 0, rules: 0, cells: 0 };
