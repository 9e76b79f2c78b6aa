import { resolve } from "node:path";
import { z } from "zod";
import type { Config } from "../config.ts";
import { UsageError } from "../errors.ts";

export const dataOption = {
  type: "string",
  value: "DIR",
  describe: "folder of the lakehouse (default: DATA_DIR, else data/ of the checkout)",
} as const;

export const jsonOption = {
  type: "boolean",
  default: false,
  describe: "print JSON on stdout",
} as const;

/** The configuration with `--data` in it, where that was given. */
export const withData = (config: Config, data: string | undefined): Config =>
  data === undefined ? config : { ...config, dataDir: resolve(data) };

const Instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** A time as a flag takes it, in UTC with milliseconds. Throws UsageError for what is none. */
export function instantOf(flag: string, text: string): string {
  const parsed = Instant.safeParse(text);
  if (!parsed.success)
    throw new UsageError(`${flag} takes a time such as 2026-11-01T00:00:00Z, not ${text}`);
  return new Date(parsed.data).toISOString();
}
