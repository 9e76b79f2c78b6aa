import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Truth, truthSchema } from "../truth.ts";

/** Writes `truth.json` and `truth.schema.json` below a folder. */
export async function writeTruth(directory: string, truth: Truth): Promise<void> {
  await mkdir(directory, { recursive: true });
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  await writeFile(join(directory, "truth.json"), json(truth));
  await writeFile(join(directory, "truth.schema.json"), json(truthSchema()));
}
