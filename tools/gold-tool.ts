import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { DependencyError, UsageError } from "../errors.ts";
import type { Scope } from "../lakehouse/scope.ts";
import type { Row, Warehouse } from "../lakehouse/warehouse.ts";
import type { Receipt } from "./receipt.ts";
import { type CommonInput, type Statement, statement } from "./statement.ts";

export interface ToolContext {
  readonly warehouse: Warehouse;
  readonly scope: Scope;
  readonly signal: AbortSignal;
}

export interface ToolRun<Result> {
  readonly result: Result;
  readonly receipt: Receipt;
}

/** A question to gold: zod in, one `.sql` file, zod out. It never writes and never sees silver. */
export interface GoldTool<Input, Result> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  /** Throws UsageError for bad input, DependencyError when the statement fails or a row is not what the schema says. */
  run(input: unknown, context: ToolContext): Promise<ToolRun<Result>>;
}

export interface GoldToolDefinition<Input, ToolRow, Result> {
  /** Kebab-case; the statement is the file `<name>.sql` beside the module. */
  readonly name: string;
  /** `import.meta.url` of the tool's module. */
  readonly module: string;
  /** One sentence, shown to people and to a model. */
  readonly description: string;
  readonly input: z.ZodType<Input>;
  readonly row: z.ZodType<ToolRow>;
  /** `current` looks at the scope's range alone, whatever the comparison. Default `both`. */
  readonly periods?: "both" | "current";
  /** What the rows mean; pure. */
  readonly analyse: (rows: readonly ToolRow[], input: Input) => Result;
  /** Milliseconds, for the receipt's duration only. */
  readonly clock?: () => number;
}

/** Makes a tool of its definition. A missing `.sql` file stops the start of the program. */
export const goldTool = <Input extends CommonInput & object, ToolRow, Result>(
  definition: GoldToolDefinition<Input, ToolRow, Result>,
): GoldTool<Input, Result> => {
  const { name, description, input, row, analyse, periods = "both" } = definition;
  const clock = definition.clock ?? (() => performance.now());
  const template = readFileSync(new URL(`./${name}.sql`, definition.module), "utf8").trimEnd();

  return {
    name,
    description,
    input,
    async run(raw, { warehouse, scope: asked, signal }) {
      const given = parseInput(name, input, raw);
      const scope = periods === "current" ? { ...asked, compare: null } : asked;
      const asSent = statement(template, given, scope);
      const started = clock();
      const rows = await warehouse.query(asSent.sql, asSent.params, { signal });
      const durationMs = Math.max(0, clock() - started);
      return {
        result: analyse(parseRows(name, row, rows), given),
        receipt: {
          ...receiptOf(name, asSent, rows),
          scope,
          asOf: scope.asOf,
          durationMs,
          engine: warehouse.engine,
          identity: warehouse.identity,
        },
      };
    },
  };
};

const parseInput = <Input>(tool: string, schema: z.ZodType<Input>, raw: unknown): Input => {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${tool}: ${z.prettifyError(parsed.error)}`, { tool });
};

const parseRows = <ToolRow>(tool: string, schema: z.ZodType<ToolRow>, rows: readonly Row[]) => {
  const parsed = z.array(schema).safeParse(rows);
  if (parsed.success) return parsed.data;
  throw new DependencyError(
    `${tool}: gold answered in an unexpected shape. ${z.prettifyError(parsed.error)}`,
    { tool, cause: parsed.error },
  );
};

const receiptOf = (tool: string, { sql, params }: Statement, rows: readonly Row[]) => {
  // A result is a set of rows: the order an engine happens to give says nothing.
  const resultHash = sha256(JSON.stringify(rows.map((row) => JSON.stringify(row)).toSorted()));
  const id = `r-${sha256(JSON.stringify([tool, sql, params, resultHash])).slice(0, 12)}`;
  return { id, tool, sql, params: { ...params }, rowCount: rows.length, resultHash };
};

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
