import { parseArgs } from "node:util";
import { z } from "zod";
import { writeExport } from "./export/write-export.ts";

const usage =
  "usage: node bench/make-exports.ts --format stripe|adyen --out FILE [--rows N] [--seed N] [--dirt] [--settlement FILE]";

const Options = z
  .object({
    format: z.enum(["stripe", "adyen"]),
    out: z.string().min(1),
    rows: z.coerce.number().int().min(1).default(200_000),
    seed: z.coerce.number().int().default(1),
    dirt: z.boolean().default(false),
    settlement: z.string().min(1).optional(),
  })
  .refine(({ format, settlement }) => settlement === undefined || format === "adyen", {
    error: "--settlement goes with --format adyen",
  });

const { values } = parseArgs({
  options: {
    format: { type: "string" },
    out: { type: "string" },
    rows: { type: "string" },
    seed: { type: "string" },
    dirt: { type: "boolean" },
    settlement: { type: "string" },
  },
});
const options = Options.safeParse(values);
if (options.success) {
  writeExport(options.data);
} else {
  process.stderr.write(`${z.prettifyError(options.error)}\n${usage}\n`);
  process.exitCode = 2;
}
