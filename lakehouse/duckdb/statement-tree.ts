/** Everything that a SELECT reads from or calls, in lower case but for the tables. */
export interface NamesUsed {
  readonly tables: readonly { readonly schema: string; readonly table: string }[];
  readonly ctes: readonly string[];
  readonly functions: readonly string[];
  readonly tableFunctions: readonly string[];
  /** Sources of rows that are neither a table, a subquery nor a function: SHOW, DESCRIBE, SUMMARIZE and what may come. */
  readonly otherSources: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

/** What a FROM clause may be made of beside tables and functions. */
const plainSources = new Set(["SUBQUERY", "JOIN", "EXPRESSION_LIST", "EMPTY", "PIVOT"]);

/** Reads the tree that DuckDB's `json_serialize_sql` makes of a statement. */
export function namesUsed(tree: unknown): NamesUsed {
  const nodes = [...walk(tree)];
  const sources = nodes.filter(isSource);
  const ofType = (type: string) => sources.filter((node) => node.type === type);
  const tableFunctions = ofType("TABLE_FUNCTION").map((node) =>
    text(node.function, "function_name"),
  );
  return {
    tables: ofType("BASE_TABLE").map((node) => ({
      schema: [text(node, "catalog_name"), text(node, "schema_name")].filter(Boolean).join("."),
      table: text(node, "table_name"),
    })),
    ctes: nodes.flatMap(cteNames),
    functions: nodes
      .filter((node) => typeof node.function_name === "string")
      .map((node) => text(node, "function_name").toLowerCase()),
    tableFunctions: tableFunctions.map((name) => name.toLowerCase()),
    otherSources: sources
      .map((node) => String(node.type))
      .filter(
        (type) => !["BASE_TABLE", "TABLE_FUNCTION"].includes(type) && !plainSources.has(type),
      ),
  };
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* walk(child);
  }
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Of all nodes only those of a FROM clause have both an alias and a sample. */
const isSource = (node: Node): boolean => "sample" in node && "alias" in node;

const text = (node: unknown, key: string): string =>
  isNode(node) && typeof node[key] === "string" ? node[key] : "";

function cteNames(node: Node): string[] {
  const map = isNode(node.cte_map) ? node.cte_map.map : undefined;
  return Array.isArray(map) ? map.map((entry) => text(entry, "key").toLowerCase()) : [];
}
