const weekday = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?";
const monthName =
  "January|February|March|April|June|July|August|September|October|November|December";
const stretch = "(?:hours?|days?|weeks?|weekends?|months?|quarters?|years?)";

const periodPattern = new RegExp(
  [
    "\\b(?:today|yesterday|tomorrow|tonight)\\b",
    `\\b(?:last|this|past|previous|next|same|following|prior|current)\\s+(?:${stretch}|${weekday})\\b`,
    `\\bthe\\s+(?:${stretch}|same day)\\s+(?:before|after|earlier|ago)\\b`,
    `\\b${weekday}\\b`,
    `\\b(?:${monthName})\\b`,
    "\\b(?:month|week|year|quarter) to date\\b",
    "\\b(?:an?|per|each|every)\\s+(?:hour|day|week|month|quarter|year)\\b(?!\\s+(?:earlier|ago|before|later))",
    "\\ba\\s+(?:day|week|month|year)\\s+(?:earlier|ago|before|later)\\b",
  ].join("|"),
  "giu",
);

export interface PeriodWords {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

/** Periods said in words: "yesterday", "last week", "the month before", "October", "Tuesday". Dates are numerals. */
export const findPeriods = (text: string): PeriodWords[] =>
  [...text.matchAll(periodPattern)].map((match) => ({
    raw: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
