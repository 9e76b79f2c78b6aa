/** An expected failure: what is wrong, where, and what to do. Anything that is not an AppError is a bug and propagates. */
export abstract class AppError extends Error {
  /** Stable machine-readable name of the failure. */
  abstract readonly code: string;
  /** HTTP status that the failure maps to. */
  abstract readonly status: 400 | 404 | 409 | 413 | 422 | 503 | 504;
  /** Process exit code of the CLI: 2 usage, 3 no data, 4 dependency unavailable, 5 refused. */
  abstract readonly exitCode: 2 | 3 | 4 | 5;

  /** Machine-readable context; it never carries secrets or rows. */
  readonly detail: Readonly<Record<string, unknown>>;

  /** `cause` is the error that led here; everything else in the second argument becomes `detail`. */
  constructor(message: string, { cause, ...detail }: AppErrorContext = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.detail = detail;
    this.name = new.target.name;
  }
}

/** What is known about a failure beyond its message. */
export type AppErrorContext = Readonly<Record<string, unknown>> & { readonly cause?: unknown };

/** The caller asked in a way that cannot be understood: a flag, a body, a parameter. */
export class UsageError extends AppError {
  readonly code = "usage";
  readonly status = 400;
  readonly exitCode = 2;
}

/** What was asked for does not exist, or nothing has been loaded yet. */
export class NoDataError extends AppError {
  readonly code = "no_data";
  readonly status = 404;
  readonly exitCode = 3;
}

/** Something we depend on (warehouse, model, file lock) did not answer or failed. */
export class DependencyError extends AppError {
  readonly code = "dependency_unavailable";
  readonly status = 503;
  readonly exitCode = 4;
}

/** More is asked at once than can be worked on: the same works a little later. */
export class BusyError extends AppError {
  readonly code = "busy";
  readonly status = 503;
  readonly exitCode = 4;
}

/** Somebody else was first, or what it rests on has changed: look again before you repeat it. */
export class ConflictError extends AppError {
  readonly code = "conflict";
  readonly status = 409;
  readonly exitCode = 5;
}

/** Understood, and deliberately not done: a file that is no export, a statement that is not read-only. */
export class RefusedError extends AppError {
  readonly code = "refused";
  readonly status = 422;
  readonly exitCode = 5;
}

/** A limit that was set for this work is reached: what was found until then still counts. */
export class BudgetError extends AppError {
  readonly code = "budget_spent";
  readonly status = 503;
  readonly exitCode = 4;
}
