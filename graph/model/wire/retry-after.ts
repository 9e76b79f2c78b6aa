/** How long an endpoint asks to be left alone: seconds or a date (RFC 9110 10.2.3), or OpenAI's milliseconds. Null: it does not say. */
export const retryAfterMs = (headers: Headers, now: number): number | null => {
  const exact = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const said = headers.get("retry-after");
  if (said === null) return null;
  if (/^\d+(\.\d+)?$/.test(said.trim())) return Number(said) * 1_000;
  const at = Date.parse(said);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};
