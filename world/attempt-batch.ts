import {
  type AttemptColumn,
  attemptColumnNames,
  isWide,
  type WideColumn,
} from "./attempt-columns.ts";

/** The numbers of the columns; each array holds at least `count` values. */
export type ColumnArrays = {
  [Name in AttemptColumn]: Name extends WideColumn ? Float64Array : Int32Array;
};

/** Attempts in the order of their event times, column by column. */
export interface AttemptBatch {
  readonly count: number;
  readonly columns: Readonly<ColumnArrays>;
  /** What really happened, for tests and measurements; never part of an event. */
  readonly latent: {
    /** The true cause of the decline: a place in the dictionary `cause`, -1 where approved. */
    readonly cause: Int32Array;
    /** 1 where the payer is a fraudster. */
    readonly isFraud: Int32Array;
    /** Amount in cents of USD at the day's rate. */
    readonly amountUsd: Float64Array;
  };
}

/** A batch that grows while attempts are written to row `count`. */
export interface GrowingBatch extends AttemptBatch {
  count: number;
  capacity: number;
  columns: ColumnArrays;
  latent: { cause: Int32Array; isFraud: Int32Array; amountUsd: Float64Array };
}

export const emptyBatch = (capacity: number): GrowingBatch => ({
  count: 0,
  capacity,
  columns: columnArrays((name) =>
    isWide(name) ? new Float64Array(capacity) : new Int32Array(capacity),
  ),
  latent: {
    cause: new Int32Array(capacity),
    isFraud: new Int32Array(capacity),
    amountUsd: new Float64Array(capacity),
  },
});

/** Doubles the room of a batch; the rows stay. */
export const growBatch = (batch: GrowingBatch): void => {
  const larger = emptyBatch(batch.capacity * 2);
  for (const name of attemptColumnNames) larger.columns[name].set(batch.columns[name]);
  larger.latent.cause.set(batch.latent.cause);
  larger.latent.isFraud.set(batch.latent.isFraud);
  larger.latent.amountUsd.set(batch.latent.amountUsd);
  batch.capacity = larger.capacity;
  batch.columns = larger.columns;
  batch.latent = larger.latent;
};

const columnArrays = (make: (name: AttemptColumn) => Int32Array | Float64Array): ColumnArrays =>
  Object.fromEntries(attemptColumnNames.map((name) => [name, make(name)])) as ColumnArrays;
