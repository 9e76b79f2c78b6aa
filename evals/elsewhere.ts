import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Eight processes that differ in what an answer must not depend on: six time zones, four locales. */
export const places = [
  { TZ: "UTC", LC_ALL: "C" },
  { TZ: "America/Los_Angeles", LC_ALL: "en_US.UTF-8" },
  { TZ: "America/Sao_Paulo", LC_ALL: "pt_BR.UTF-8" },
  { TZ: "Europe/Berlin", LC_ALL: "de_DE.UTF-8" },
  { TZ: "Asia/Kolkata", LC_ALL: "en_US.UTF-8" },
  { TZ: "Asia/Tokyo", LC_ALL: "de_DE.UTF-8" },
  { TZ: "Pacific/Auckland", LC_ALL: "pt_BR.UTF-8" },
  { TZ: "Pacific/Auckland", LC_ALL: "C" },
] as const;

const program = join(import.meta.dirname, "answer-elsewhere.ts");

/** The answers of each place to the same questions, each as JSON text. */
export const answersElsewhere = async (
  dataDir: string,
  questions: readonly string[],
): Promise<readonly (readonly string[])[]> => {
  const file = join(dataDir, "questions.json");
  await writeFile(file, JSON.stringify(questions));
  const all: (readonly string[])[] = [];
  // Why two at a time: each of them opens the lakehouse and answers on all cores.
  for (let at = 0; at < places.length; at += 2) {
    const pair = places.slice(at, at + 2).map(async (place) => {
      const { stdout } = await run(process.execPath, [program, dataDir, file], {
        env: place,
        maxBuffer: 100_000_000,
      });
      const answers: readonly unknown[] = JSON.parse(stdout);
      return answers.map((answer) => JSON.stringify(answer));
    });
    all.push(...(await Promise.all(pair)));
  }
  return all;
};
