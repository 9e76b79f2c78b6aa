import { type Caller, localCaller } from "../access/caller.ts";
import type { QueryOptions, Row } from "../warehouse.ts";
import type { Lakehouse } from "./open-lakehouse.ts";

interface SqlWindowOptions extends QueryOptions {
  /** Who looks. Default: whoever sits at this machine. */
  readonly caller?: Caller;
}

/**
 * The rows of one SELECT over silver, the quarantine and gold, for people who check numbers, as far as the caller may see
 * them. Throws RefusedError for anything but that, UsageError for a statement that cannot be parsed, otherwise what
 * `Warehouse.query` throws.
 */
export const sqlWindow = (
  lakehouse: Lakehouse,
  statement: string,
  { caller = localCaller, ...options }: SqlWindowOptions = {},
): Promise<Row[]> => lakehouse.windowFor(caller).query(statement, {}, options);
