import { readFileSync } from "node:fs";
import { createProduct } from "../product.ts";
import { comparable } from "./comparable.ts";

/**
 * `node evals/answer-elsewhere.ts DATA QUESTIONS`: answers the questions of a JSON file in this process, with its time zone
 * and its locale, and prints the answers as one JSON list.
 */
const [dataDir = "", file = ""] = process.argv.slice(2);
const questions: readonly string[] = JSON.parse(readFileSync(file, "utf8"));
const product = createProduct({
  config: { dataDir, model: null },
  onBug: (cause) => {
    throw new Error("the product has a bug", { cause });
  },
});
const answers: unknown[] = [];
for (const question of questions)
  for await (const event of product.ask({ question }, { signal: new AbortController().signal }))
    if (event.type === "run.finished") answers.push(comparable(event.result));
await product.close();
process.stdout.write(JSON.stringify(answers));
