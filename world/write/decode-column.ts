import { Attempt } from "../../lakehouse/event/attempt.ts";
import { fieldMeta } from "../../lakehouse/event/field.ts";
import {
  type AttemptColumn,
  attemptColumns,
  type ColumnKind,
  nullValue,
} from "../attempt-columns.ts";
import type { DictionaryName } from "../dictionaries.ts";

/** The session variable that holds a dictionary as a list of text. */
export const dictionaryVariable = (name: DictionaryName): string => `world_${name}`;

/** The session variable that holds what one major unit is in minor units, in the order of the currencies. */
export const minorUnitsVariable = "world_minor_units";

/** The SQL that turns the number of a column into the value and the type that the event format gives the field. */
export function decodeColumn(name: AttemptColumn): string {
  const kind: ColumnKind = attemptColumns[name];
  return `CAST(${decoded(name, kind)} AS ${fieldMeta.get(Attempt.shape[name])?.sql}) AS ${name}`;
}

function decoded(name: AttemptColumn, kind: ColumnKind): string {
  const known = `nullif(${name}, ${nullValue})`;
  const integer = `CAST(${known} AS BIGINT)`;
  switch (kind.kind) {
    case "code":
      return valueAt(dictionaryVariable(kind.dictionary), name);
    case "id":
      return `'${kind.prefix}' || ${integer}`;
    case "digits":
      return `lpad(CAST(${known} AS VARCHAR), ${kind.width}, '0')`;
    case "flag":
      return `${known} = 1`;
    case "instant":
      return `make_timestamp(${integer} * 1000)`;
    case "whole":
      return known;
    case "share":
    case "tenThousandths":
      return `${known} / 10000`;
    case "minor":
      return `${known} / ${valueAt(minorUnitsVariable, "currency")}`;
    case "ipv4":
      return `(${integer} >> 24) || '.' || ((${integer} >> 16) & 255) || '.' || ((${integer} >> 8) & 255) || '.' || (${integer} & 255)`;
  }
}

// Why no test for null: the code of null is one below the first, and a list has nothing at place 0.
const valueAt = (variable: string, code: string): string =>
  `getvariable('${variable}')[${code} + 1]`;
