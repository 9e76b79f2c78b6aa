import { readdirSync } from "node:fs";
import { z } from "zod";
import type { GoldTool } from "./gold-tool.ts";

/** The names of all tools, found by their statements. */
export const toolNames = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".sql"))
  .map((file) => file.slice(0, -".sql".length));

export const loadTool = async (name: string): Promise<GoldTool<unknown, unknown>> => {
  const module: object = await import(
    /* @vite-ignore */ new URL(`./${name}.ts`, import.meta.url).href
  );
  const tool = Object.values(module).find((value) => value?.name === name);
  if (tool === undefined) throw new Error(`tools/${name}.ts exports no tool of that name`);
  return tool as GoldTool<unknown, unknown>;
};

/** Of all that can be asked for, what this tool takes. */
export const inputOf = (tool: GoldTool<unknown, unknown>, every: object): object => {
  const { properties = {} } = z.toJSONSchema(tool.input, { io: "input" });
  return Object.fromEntries(Object.entries(every).filter(([key]) => key in properties));
};
