/** Everything that a SELECT reads from or calls, in lower case. */
export interface NamesUsed {
  /** Relations outside the statement: the names that its WITH clauses define are left out where they are in scope. */
  readonly tables: readonly { readonly schema: string; readonly table: string }[];
  readonly functions: readonly string[];
  readonly tableFunctions: readonly string[];
  /** Sources of rows that are neither a table, a subquery nor a function: SHOW, DESCRIBE, SUMMARIZE and what may come. */
  readonly otherSources: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

interface Found {
  readonly tables: { schema: string; table: string }[];
  readonly functions: string[];
  readonly tableFunctions: string[];
  readonly otherSources: string[];
}

/** What a FROM clause may be made of beside tables and functions. */
const plainSources = new Set(["SUBQUERY", "JOIN", "EXPRESSION_LIST", "EMPTY", "PIVOT"]);

/** Reads the tree that DuckDB's `json_serialize_sql` makes of a statement. */
export function namesUsed(tree: unknown): NamesUsed {
  const found: Found = { tables: [], functions: [], tableFunctions: [], otherSources: [] };
  collect(tree, new Set(), found);
  return found;
}

/** `ctes` are the WITH names in scope. */
function collect(value: unknown, ctes: ReadonlySet<string>, found: Found): void {
  if (Array.isArray(value)) for (const item of value) collect(item, ctes, found);
  if (!isNode(value)) return;
  const { cte_map, ...node } = value;
  const inScope = collectCtes(cte_map, ctes, found);
  if (node.type === "RECURSIVE_CTE_NODE") {
    // The name means the statement itself in its second part only.
    const { right, ...rest } = node;
    const itself = new Set([...inScope, lower(text(node, "cte_name"))]);
    collect(right, itself, found);
    collect(Object.values(rest), inScope, found);
    return;
  }
  note(node, inScope, found);
  collect(Object.values(node), inScope, found);
}

/** Looks into the definitions of a WITH clause, each of which sees those before it; gives the names in scope after it. */
function collectCtes(
  cteMap: unknown,
  ctes: ReadonlySet<string>,
  found: Found,
): ReadonlySet<string> {
  const entries = isNode(cteMap) && Array.isArray(cteMap.map) ? cteMap.map : [];
  const inScope = new Set(ctes);
  for (const entry of entries) {
    collect(isNode(entry) ? entry.value : undefined, inScope, found);
    inScope.add(lower(text(entry, "key")));
  }
  return inScope;
}

function note(node: Node, ctes: ReadonlySet<string>, found: Found): void {
  if (typeof node.function_name === "string") found.functions.push(lower(node.function_name));
  if (!isSource(node)) return;
  if (node.type === "BASE_TABLE") {
    const schema = [text(node, "catalog_name"), text(node, "schema_name")].filter(Boolean);
    const table = lower(text(node, "table_name"));
    if (schema.length > 0 || !ctes.has(table))
      found.tables.push({ schema: lower(schema.join(".")), table });
  } else if (node.type === "TABLE_FUNCTION") {
    found.tableFunctions.push(lower(text(node.function, "function_name")));
  } else if (!plainSources.has(String(node.type))) {
    found.otherSources.push(String(node.type));
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Of all nodes only those of a FROM clause have both an alias and a sample. */
const isSource = (node: Node): boolean => "sample" in node && "alias" in node;

const text = (node: unknown, key: string): string =>
  isNode(node) && typeof node[key] === "string" ? node[key] : "";

/** As the engine compares names: only A to Z have a lower case. */
const lower = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
