/** Spearman's rank correlation; ties share their mean rank. */
export const rankCorrelation = (a: readonly number[], b: readonly number[]): number => {
  const x = ranks(a);
  const y = ranks(b);
  const middle = (a.length - 1) / 2;
  const product = (u: readonly number[], v: readonly number[]) =>
    u.reduce((sum, value, index) => sum + (value - middle) * ((v[index] ?? middle) - middle), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
};

const ranks = (values: readonly number[]): number[] => {
  const places = values.map((_, index) => index);
  places.sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const own = values.map(() => 0);
  for (let start = 0; start < places.length; ) {
    let end = start;
    while (end < places.length && values[places[end] ?? 0] === values[places[start] ?? 0]) end += 1;
    for (let at = start; at < end; at += 1) own[places[at] ?? 0] = (start + end - 1) / 2;
    start = end;
  }
  return own;
};
