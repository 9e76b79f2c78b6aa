/** What a repeated attempt with the same credential needs before it makes sense. */
export const retryRules = [
  "never",
  "after_fix",
  "delayed",
  "immediate",
  "with_authentication",
] as const;
export type RetryRule = (typeof retryRules)[number];

/** The default when neither a network category nor a merchant advice code says something stricter. */
export interface RetryAdvice {
  readonly rule: RetryRule;
  /** Recommended wait before each further try, in minutes; its length is how many tries are worth it. */
  readonly waitMinutes: readonly number[];
  /** What to do instead, or before. */
  readonly advice: string;
}

/** Minutes in an hour and in a day, for waits. */
export const hour = 60;
export const day = 24 * hour;

export const never = (advice: string): RetryAdvice => ({ rule: "never", waitMinutes: [], advice });
export const afterFix = (advice: string): RetryAdvice => ({
  rule: "after_fix",
  waitMinutes: [0],
  advice,
});
export const delayed = (waitMinutes: readonly number[], advice: string): RetryAdvice => ({
  rule: "delayed",
  waitMinutes,
  advice,
});
export const immediate = (waitMinutes: readonly number[], advice: string): RetryAdvice => ({
  rule: "immediate",
  waitMinutes,
  advice,
});
export const withAuthentication = (advice: string): RetryAdvice => ({
  rule: "with_authentication",
  waitMinutes: [0],
  advice,
});
