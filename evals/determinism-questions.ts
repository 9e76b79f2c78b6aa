/** Asked again and again, here and in other processes. */
export const determinismQuestions: readonly string[] = [
  "Why did the approval rate drop yesterday?",
  "Which processor should we move volume to?",
  "Which declines are recoverable and how much money?",
  "Approval rate by issuer country last week",
  "Where is fraud rising, what would tightening cost?",
  "Monday report: last week vs the week before",
];
