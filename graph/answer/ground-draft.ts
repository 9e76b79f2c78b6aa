import type { Block } from "../block.ts";
import { checkLine } from "../grounding/check-line.ts";
import type { Source } from "../grounding/source.ts";
import type { Fault } from "../grounding/violation.ts";
import type { Vocabulary } from "../grounding/vocabulary.ts";
import type { DraftBlock, DraftRow } from "./draft.ts";
import { type FigureIndex, renderStatement, unknown } from "./render-statement.ts";
import { cellAt, emptied, rowSource } from "./rendered-row.ts";
import type { Statement } from "./statement.ts";

export interface Grounded {
  readonly blocks: readonly Block[];
  readonly sources: readonly Source[];
  /** Lines and cells that were taken out because their evidence does not carry them. */
  readonly removed: number;
}

/** Writes statements that hold and leaves out those that do not, keeping account of both. */
interface Pen {
  line(statement: Statement): string[];
  row(cells: DraftRow): string[][];
}

/** Renders a draft and keeps only what grounding accepts: a faulty line goes, a faulty cell becomes "—". */
export const groundDraft = (
  draft: readonly DraftBlock[],
  figures: FigureIndex,
  vocabulary: Vocabulary,
): Grounded => {
  const sources: Source[] = [];
  let removed = 0;
  const pen: Pen = {
    line(statement) {
      const { text, source } = renderStatement(statement, figures);
      const lacksValue = text.includes(unknown) && !statement.template.includes(unknown);
      if (lacksValue || faultsOf(source, statement, figures, vocabulary).length > 0) {
        removed += 1;
        return [];
      }
      sources.push(source);
      return [text];
    },
    row(cells) {
      const [first] = cells;
      if (first === undefined) return [];
      const rendered = cells.map((cell) => renderStatement(cell, figures, "table"));
      const faults = faultsOf(rowSource(rendered), first, figures, vocabulary);
      removed += faults.length;
      if (faults.some(({ kind }) => kind === "segment")) return [];
      const faulty = new Set(faults.map(({ start }) => cellAt(rendered, start)));
      const kept = rendered.map((cell, index) => (faulty.has(index) ? emptied(cell) : cell));
      sources.push(rowSource(kept));
      return [kept.map(({ text }) => text)];
    },
  };
  return { blocks: draft.flatMap((block) => writeBlock(block, pen)), sources, removed };
};

const faultsOf = (
  source: Source,
  statement: Statement,
  figures: FigureIndex,
  vocabulary: Vocabulary,
): Fault[] =>
  checkLine(source.text, {
    figures: source.figures.flatMap((id) => figures.get(id) ?? []),
    periods: source.periods,
    constants: source.constants,
    scope: statement.scope,
    vocabulary,
    wording: statement.constants === "none" ? "free" : "code",
  });

/** A block of which nothing is left is no block. */
const writeBlock = (block: DraftBlock, pen: Pen): Block[] => {
  const { id } = block;
  switch (block.kind) {
    case "headline":
      return pen.line(block.line).map((markdown) => ({ id, kind: "headline", markdown }));
    case "text": {
      const lines = block.lines.flatMap(pen.line);
      const heading = block.heading === undefined ? [] : [`**${block.heading}**`];
      const markdown = [...heading, ...lines].join("\n");
      return lines.length === 0 ? [] : [{ id, kind: "text", markdown }];
    }
    case "table": {
      const [title = ""] = pen.line(block.title);
      const [columns = []] = pen.row(block.columns);
      const rows = block.rows.flatMap(pen.row);
      return rows.length === 0 ? [] : [{ id, kind: "table", title, columns, rows }];
    }
    case "proposal": {
      const markdown = block.lines.flatMap(pen.line).join("\n");
      const { proposalId } = block;
      return markdown === "" ? [] : [{ id, kind: "proposal", proposalId, markdown }];
    }
    case "question": {
      const [markdown = ""] = pen.line(block.line);
      return [{ id, kind: "question", markdown, options: block.options.flatMap(pen.line) }];
    }
    case "caveats": {
      const items = block.items.flatMap(pen.line);
      return items.length === 0 ? [] : [{ id, kind: "caveats", items }];
    }
  }
};
