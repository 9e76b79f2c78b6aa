import { BudgetError, DependencyError } from "../../errors.ts";

/** What came of asking the model: its result, or in words why the playbook's stands. */
export type Tried<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly reason: string };

/** Runs a request to the model. A failure of the endpoint is a reason, a bug is thrown. */
export const tryModel = async <Result>(request: () => Promise<Result>): Promise<Tried<Result>> => {
  try {
    return { ok: true, result: await request() };
  } catch (error) {
    if (!(error instanceof DependencyError || error instanceof BudgetError)) throw error;
    return { ok: false, reason: error.message };
  }
};
