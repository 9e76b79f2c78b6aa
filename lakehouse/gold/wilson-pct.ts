const z = 1.96;
const z2 = 3.8416;

/**
 * SQL for an end of the 95 % Wilson interval of `part / whole`, in percent; null where `whole` is 0.
 * The same formula as `analysis/wilson.ts`, for views that judge a rate by its interval.
 */
export const wilsonPct = (end: "-" | "+", part: string, whole: string): string => {
  const root = `sqrt(CAST(${part} AS DOUBLE) * (${whole} - ${part}) / nullif(${whole}, 0) + ${z2 / 4})`;
  return `100 * (${part} + ${z2 / 2} ${end} ${z} * ${root}) / (nullif(${whole}, 0) + ${z2})`;
};
