import { z } from "zod";

/** How a field is stored and checked; kept in the zod schema's metadata, so that SQL, documentation and validation agree. */
export interface FieldMeta {
  readonly kind:
    | "id"
    | "text"
    | "instant"
    | "date"
    | "amount"
    | "currency"
    | "country"
    | "flag"
    | "choice"
    | "whole"
    | "share"
    | "digits";
  readonly sql: string;
  readonly required: boolean;
  readonly about: string;
  readonly sensitivity?: "personal" | "card";
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly digits?: readonly [number, number];
}

export const fieldMeta = z.registry<FieldMeta>();

const variants = <T extends z.ZodType>(schema: T, meta: Omit<FieldMeta, "required">) => ({
  /** Must be there and be valid, or the row is quarantined. */
  get required(): T {
    const copy = schema.clone() as T;
    fieldMeta.add(copy, { ...meta, required: true });
    return copy;
  },
  /** May be absent, null or empty: stored as null, never guessed. */
  get optional() {
    const copy = schema.nullish();
    fieldMeta.add(copy, { ...meta, required: false });
    return copy;
  },
});

/** The kinds of field of the event format. Amounts are major units as text or number; instants carry an offset. */
export const field = {
  id: (about: string) => variants(z.string().min(1), { kind: "id", sql: "VARCHAR", about }),
  text: (about: string) => variants(z.string(), { kind: "text", sql: "VARCHAR", about }),
  personal: (about: string) =>
    variants(z.string(), { kind: "id", sql: "VARCHAR", about, sensitivity: "personal" }),
  instant: (about: string) =>
    variants(z.iso.datetime({ offset: true }), { kind: "instant", sql: "TIMESTAMP", about }),
  date: (about: string) => variants(z.iso.date(), { kind: "date", sql: "DATE", about }),
  amount: (about: string) =>
    variants(z.union([z.string().regex(/^\d{1,14}(\.\d{1,4})?$/), z.number().min(0)]), {
      kind: "amount",
      sql: "DECIMAL(18,4)",
      about,
    }),
  currency: (about: string) =>
    variants(z.string().regex(/^[A-Za-z]{3}$/), { kind: "currency", sql: "VARCHAR", about }),
  country: (about: string) =>
    variants(z.string().regex(/^[A-Za-z]{2}$/), { kind: "country", sql: "VARCHAR", about }),
  flag: (about: string) => variants(z.boolean(), { kind: "flag", sql: "BOOLEAN", about }),
  choice: (choices: readonly [string, ...string[]], about: string) =>
    variants(z.enum(choices), { kind: "choice", sql: "VARCHAR", about, choices }),
  whole: (min: number, about: string) =>
    variants(z.int().min(min), { kind: "whole", sql: "INTEGER", about, min }),
  share: (about: string) =>
    variants(z.number().min(0).max(1), { kind: "share", sql: "DOUBLE", about }),
  digits: (min: number, max: number, about: string) =>
    variants(z.string().regex(new RegExp(`^\\d{${min},${max}}$`)), {
      kind: "digits",
      sql: "VARCHAR",
      about,
      digits: [min, max],
      ...(max > 4 ? { sensitivity: "card" as const } : {}),
    }),
};
