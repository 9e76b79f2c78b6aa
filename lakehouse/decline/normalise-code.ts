/**
 * One spelling for `NotEnoughBalance`, `NOT_ENOUGH_BALANCE` and `Not enough balance`: ASCII letters and digits only,
 * in lower case. In SQL: `lower(regexp_replace(x, '[^A-Za-z0-9]', '', 'g'))` (all occurrences).
 */
export const normaliseCode = (raw: string): string =>
  raw.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();

const leadingToken = /^ *([0-9][0-9A-Za-z]|[A-Za-z][0-9])($|[^0-9A-Za-z])/;

/**
 * The network's response code where a text is one or starts with one (`51 : Insufficient funds`, `N7`): two characters, at
 * least one a digit, as a word of their own; else null.
 * In SQL: `lower(regexp_extract(x, '^ *([0-9][0-9A-Za-z]|[A-Za-z][0-9])($|[^0-9A-Za-z])', 1))`.
 */
export const leadingResponseCode = (raw: string): string | null =>
  leadingToken.exec(raw)?.[1]?.toLowerCase() ?? null;
