import type { Statement } from "./statement.ts";

/** One cell of a table: text alone needs no figure. */
export type DraftRow = readonly Statement[];

/** A block of the answer before its slots are filled. Every statement becomes one line. */
export type DraftBlock =
  | { readonly id: string; readonly kind: "headline"; readonly line: Statement }
  | {
      readonly id: string;
      readonly kind: "text";
      readonly heading?: string;
      readonly lines: readonly Statement[];
    }
  | {
      readonly id: string;
      readonly kind: "table";
      readonly title: Statement;
      readonly columns: readonly Statement[];
      readonly rows: readonly DraftRow[];
    }
  | {
      readonly id: string;
      readonly kind: "proposal";
      readonly proposalId: string;
      readonly lines: readonly Statement[];
    }
  | {
      readonly id: string;
      readonly kind: "question";
      readonly line: Statement;
      readonly options: readonly Statement[];
    }
  | { readonly id: string; readonly kind: "caveats"; readonly items: readonly Statement[] };
