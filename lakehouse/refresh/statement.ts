import { readFileSync } from "node:fs";

/** The statement in `<name>.sql` of this folder, its `{{slots}}` filled. */
export function statement(name: string, slots: Readonly<Record<string, number>> = {}): string {
  const text = readFileSync(new URL(`./${name}.sql`, import.meta.url), "utf8");
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, slot: string) => {
    const value = slots[slot];
    if (value === undefined) throw new Error(`${name}.sql: nothing fills {{${slot}}}`);
    return String(value);
  });
}
