import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import { Caller } from "../lakehouse/access/caller.ts";

/** The file that `ACCESS_FILE` names. Tokens are long and random, so a plain hash keeps them; the file holds no token. */
export const AccessFile = z.strictObject({
  callers: z
    .array(
      Caller.extend({
        tokenSha256: z.string().regex(/^[0-9a-f]{64}$/, "64 hex digits: the SHA-256 of the token"),
      }),
    )
    .min(1)
    .refine((callers) => isUnique(callers.map(({ name }) => name)), "two callers have one name")
    .refine((callers) => isUnique(callers.map((one) => one.tokenSha256)), "two have one token"),
});

/** Who may ask: the caller that a token belongs to, or undefined. */
export type AccessList = (token: string) => Caller | undefined;

/** Reads the callers of a file. Throws UsageError that says what is wrong with it, and none of its values. */
export function readAccessList(path: string): AccessList {
  const parsed = AccessFile.safeParse(contentOf(path));
  if (!parsed.success)
    throw new UsageError(`ACCESS_FILE ${path}: ${z.prettifyError(parsed.error)}`, { path });
  const callers = new Map(
    parsed.data.callers.map(({ tokenSha256, ...caller }) => [tokenSha256, caller]),
  );
  return (token) => callers.get(createHash("sha256").update(token).digest("hex"));
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const problem = cause instanceof SyntaxError ? "is no JSON" : "cannot be read";
    throw new UsageError(`ACCESS_FILE ${path} ${problem}`, { path, cause });
  }
}

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;
