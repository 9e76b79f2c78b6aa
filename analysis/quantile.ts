/** The value below which the share `q` of the values lies (nearest rank); NaN of none. */
export const quantile = (values: readonly number[], q: number): number =>
  Float64Array.from(values).toSorted()[
    Math.min(values.length - 1, Math.floor(q * values.length))
  ] ?? Number.NaN;
