import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { UsageError } from "../../errors.ts";
import { type Policy, type PolicyFactory, stepUps } from "./policy.ts";

const Action = z.custom<(...values: never[]) => unknown>(
  (value) => typeof value === "function",
  "must be a function",
);
const Shape = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case words with hyphens"),
  routing: Action,
  retry: Action,
  stepUp: Action,
});
const Wait = z
  .number()
  .min(0)
  .max(60 * 24 * 30)
  .nullable();
const StepUp = z.enum(stepUps);

/**
 * A policy from a JavaScript or TypeScript module whose default export is a `PolicyFactory`: it is given the processors and
 * returns `{ name, routing, retry, stepUp }`. What the functions return is checked at every call; a wrong value stops the
 * world with a UsageError that names the file.
 */
export const loadPolicy = async (file: string): Promise<PolicyFactory> => {
  const factory = await defaultExport(file);
  return (setting) => checkedPolicy(file, factory(setting));
};

const defaultExport = async (file: string): Promise<(setting: unknown) => unknown> => {
  const loaded: unknown = await import(pathToFileURL(resolve(file)).href).catch(
    (cause: unknown) => {
      throw new UsageError(`The policy ${file} cannot be loaded: ${String(cause)}`, { cause });
    },
  );
  const parsed = z.object({ default: Action }).safeParse(loaded);
  if (!parsed.success)
    throw new UsageError(
      `The policy ${file} must export a function by default: (setting) => policy.`,
    );
  return parsed.data.default as (setting: unknown) => unknown;
};

const checkedPolicy = (file: string, made: unknown): Policy => {
  const policy = accepted(Shape, made, `The policy ${file}`) as unknown as Policy;
  return {
    name: policy.name,
    routing: policy.routing,
    retry: (facts) => accepted(Wait, policy.retry(facts), `retry() of the policy ${file}`),
    stepUp: (facts) => accepted(StepUp, policy.stepUp(facts), `stepUp() of the policy ${file}`),
  };
};

const accepted = <T>(schema: z.ZodType<T>, value: unknown, what: string): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${what} is not as a policy must be:\n${z.prettifyError(parsed.error)}`);
};
