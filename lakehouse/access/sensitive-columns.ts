import { Attempt, attemptFields } from "../event/attempt.ts";
import { fieldMeta } from "../event/field.ts";
import type { Sensitivity, ShownColumns } from "./access-contract.ts";

/**
 * Columns that hold what the feed wrote and nobody has looked through: a name or an address may be in them.
 * The other sensitive columns are declared with the field, in the event format.
 */
const unread = ["raw_masked", "extra"] as const;

const sensitivities = new Map<string, Sensitivity>([
  ...attemptFields.flatMap((name): [string, Sensitivity][] => {
    const sensitivity = fieldMeta.get(Attempt.shape[name])?.sensitivity;
    return sensitivity === undefined ? [] : [[name, sensitivity]];
  }),
  ...unread.map((name): [string, Sensitivity] => [name, "unread"]),
]);

/**
 * A column as a view of the caller selects it; null where the caller does not see it at all.
 * `secret` is a scalar expression: the same value gives the same pseudonym within one lakehouse, and the secret keeps
 * people from trying out addresses and ids.
 */
export function shownColumn(name: string, columns: ShownColumns, secret: string): string | null {
  const sensitivity = sensitivities.get(name);
  switch (sensitivity === undefined ? "whole" : columns[sensitivity]) {
    case "whole":
      return name;
    case "first six digits":
      return `rpad(left(${name}, 6), CAST(length(${name}) AS INTEGER), '*') AS ${name}`;
    case "pseudonym":
      return `'p-' || left(sha256(${secret} || ${name}), 16) AS ${name}`;
    case "hidden":
      return null;
  }
}
