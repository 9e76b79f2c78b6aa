import { z } from "zod";

export const roles = ["viewer", "analyst", "operator", "admin"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** On whose behalf a statement runs. What that opens is said by `contractOf`. */
export const Caller = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: Role,
  /** The only merchants whose rows the caller may see; null for all. */
  merchants: z
    .array(z.string().min(1))
    .min(1, "name a merchant, or leave the list out for all of them")
    .nullable()
    .default(null),
});
export type Caller = Readonly<z.infer<typeof Caller>>;

/** Whoever sits at this machine: the terminal, and a server that only this machine reaches. */
export const localCaller: Caller = { name: "local", role: "admin", merchants: null };

/** How receipts name a caller: `local`, `ana (analyst)`, `shop (viewer; merchants m1, m2)`. */
export function identityOf(caller: Caller): string {
  if (caller === localCaller) return caller.name;
  const rows = caller.merchants === null ? "" : `; merchants ${caller.merchants.join(", ")}`;
  return `${caller.name} (${caller.role}${rows})`;
}
