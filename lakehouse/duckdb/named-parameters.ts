import { UsageError } from "../../errors.ts";

/** A statement in DuckDB's spelling and the parameters that its text uses, each once, in order. */
export interface BoundText {
  readonly sql: string;
  readonly names: readonly string[];
}

/**
 * One alternative a token; only the last one is rewritten. A string, a quoted name, a comment and a `::` cast are
 * recognised so that a colon inside them is left alone.
 */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|::|(?<![\w)\]"']):([A-Za-z_]\w*)|['"$]/g;

/**
 * Rewrites `:name` (what Databricks takes) to `$name` (what DuckDB takes).
 * Throws UsageError for an unterminated quote and for a `$`, which only one of the engines would understand.
 */
export function toDuckDbParameters(sql: string): BoundText {
  const names = new Set<string>();
  const rewritten = sql.replace(token, (text, name: string | undefined, offset: number) => {
    if (name !== undefined) {
      names.add(name);
      return `$${name}`;
    }
    if (text === "$") throw new UsageError("write parameters as :name, not $name", { offset });
    if (text === "'" || text === '"') throw new UsageError("unterminated quote", { offset });
    return text;
  });
  return { sql: rewritten, names: [...names] };
}
