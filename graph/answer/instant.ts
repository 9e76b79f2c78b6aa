/** An ISO instant as people read it, to the minute, in UTC: `2026-11-22 14:05 UTC`. */
export const renderInstant = (iso: string): string =>
  `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
