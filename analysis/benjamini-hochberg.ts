/**
 * Which of many tests stand when at most the share `q` of those that stand may be false (false discovery rate).
 * Answers in the order of the input. `tests` is how many were made, where those that cannot stand are not listed.
 * Source: Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995) 289–300.
 */
export const benjaminiHochberg = (
  pValues: readonly number[],
  q = 0.05,
  tests = pValues.length,
): boolean[] => {
  const ascending = pValues.toSorted((a, b) => a - b);
  const last = ascending.findLastIndex((p, index) => p <= ((index + 1) / tests) * q);
  const threshold = ascending[last];
  return pValues.map((p) => threshold !== undefined && p <= threshold);
};
