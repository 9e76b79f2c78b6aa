import { resolve } from "node:path";
import type { Config } from "../config.ts";

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
