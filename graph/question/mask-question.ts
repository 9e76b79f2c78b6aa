import { maskCardNumbers } from "../../lakehouse/card-number.ts";

/** Dates written with digits only, which next to each other can look like a card number. */
const writtenDate =
  /(\b(?:(?:19|20)\d\d([-./])\d{1,2}\2\d{1,2}|\d{1,2}([-./])\d{1,2}\3(?:19|20)\d\d)\b)/;

/** The question with every full card number cut to BIN and last four, before anything else sees it. */
export const maskQuestion = (question: string): string =>
  question
    .split(new RegExp(writtenDate, "g"))
    // split keeps the captures: of every four parts the second is the date, the next two its separators
    .map((part, at) => (at % 4 === 0 ? maskCardNumbers(part).text : at % 4 === 1 ? part : ""))
    .join("");
