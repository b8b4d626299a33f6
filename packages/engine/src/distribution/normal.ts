/** The standard normal's 95th percentile. */
export const Z95 = 1.6448536269514722;
