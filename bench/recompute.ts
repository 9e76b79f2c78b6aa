import { readFileSync } from "node:fs";
import { recompute } from "./recompute/recompute.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("usage: node bench/recompute.ts EXPORT.csv\n");
  process.exitCode = 2;
} else {
  process.stdout.write(`${JSON.stringify(recompute(readFileSync(file)), null, 2)}\n`);
}
