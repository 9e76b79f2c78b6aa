const hourMs = 3_600_000;

/** How far the data end before now, in words; null while they are less than an hour old. */
export const lagWords = (asOf: string, now: Date): string | null => {
  const hours = Math.floor((now.getTime() - Date.parse(asOf)) / hourMs);
  if (hours < 1) return null;
  const days = Math.floor(hours / 24);
  const [amount, unit] = days >= 2 ? [days, "days"] : [hours, hours === 1 ? "hour" : "hours"];
  return `The data end ${amount} ${unit} before this answer was made.`;
};
