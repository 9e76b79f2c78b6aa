import { createHash } from "node:crypto";
import type { Caller, Role } from "./caller.ts";

/** Kinds of columns that not everybody sees. Which columns they are: `sensitive-columns.ts`. */
export type Sensitivity = "personal" | "card" | "unread";
export type Shown = "whole" | "first six digits" | "pseudonym" | "hidden";
export type ShownColumns = Readonly<Record<Sensitivity, Shown>>;

/** What is open to one caller: which rows, and how sensitive columns show. Callers with the same contract share views. */
export interface AccessContract {
  /** Sorted, each once; null for every merchant. */
  readonly merchants: readonly string[] | null;
  readonly columns: ShownColumns;
}

const columnsOf: Readonly<Record<Role, ShownColumns>> = {
  viewer: { personal: "hidden", card: "first six digits", unread: "hidden" },
  analyst: { personal: "pseudonym", card: "first six digits", unread: "hidden" },
  operator: { personal: "pseudonym", card: "whole", unread: "whole" },
  admin: { personal: "pseudonym", card: "whole", unread: "whole" },
};

/** What agents see on behalf of a caller. */
export const contractOf = ({ role, merchants }: Caller): AccessContract => ({
  merchants: merchants === null ? null : [...new Set(merchants)].toSorted(),
  columns: columnsOf[role],
});

/** What a caller sees with SQL of their own: nobody needs more than six digits of a card to check a number. */
export function windowContractOf(caller: Caller): AccessContract {
  const contract = contractOf(caller);
  return { ...contract, columns: { ...contract.columns, card: "first six digits" } };
}

/** A name for the rows of a contract, the same for the same merchants; fit for an identifier. */
export const rowsKey = ({ merchants }: AccessContract): string =>
  merchants === null ? "all" : hash(merchants);

/** A name for a whole contract, the same for the same rows and columns; fit for an identifier. */
export const contractKey = (contract: AccessContract): string =>
  `${rowsKey(contract)}_${hash(Object.entries(contract.columns).toSorted())}`;

const hash = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 24);
