/** An event as it was written, before anything is concluded from it. */
export type RawEvent = Readonly<Record<string, unknown>>;

/** The attempts of a stream of events, each in its last version: a later `updated_at` wins, else what was written last. */
export const rawAttempts = (events: readonly RawEvent[]): RawEvent[] => {
  const versions = Map.groupBy(
    events.filter(({ type }) => type === undefined || type === "attempt"),
    ({ source, transaction_id }) => `${source} ${transaction_id}`,
  );
  return [...versions.values()].map((own) =>
    own
      .map((event, line) => ({ event, line }))
      .toSorted((a, b) => versionOf(a.event) - versionOf(b.event) || a.line - b.line)
      .reduce<Record<string, unknown>>((known, { event }) => Object.assign(known, event), {}),
  );
};

const versionOf = ({ updated_at }: RawEvent): number =>
  typeof updated_at === "string" ? Date.parse(updated_at) : Number.NEGATIVE_INFINITY;
