import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { WorldOptions } from "../world.ts";
import { measureWorld } from "./measure-world.ts";
import { realismReport } from "./realism-document.ts";

/** Long enough that the fraud of its first weeks has been disputed. */
const main: WorldOptions = {
  seed: 1,
  days: 150,
  paymentsPerDay: 2_500,
  incidents: "none",
  endsAt: "2026-11-01T00:00:00Z",
};
const short: WorldOptions = { ...main, days: 21 };

const [measured, standard, oracle, random] = [
  await measureWorld(main),
  await measureWorld(short),
  await measureWorld({ ...short, policy: "oracle" }),
  await measureWorld({ ...short, policy: "random" }),
];
const policies = { default: standard, oracle, random };
const { markdown, pictures } = realismReport({ main: measured, policies }, main);
const docs = new URL("../../docs/", import.meta.url);
await mkdir(new URL("world/", docs), { recursive: true });
await writeFile(fileURLToPath(new URL("world.md", docs)), markdown);
for (const [name, svg] of pictures) await writeFile(new URL(`world/${name}`, docs), svg);
