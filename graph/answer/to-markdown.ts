import type { Block } from "../block.ts";

const sectionOf: Partial<Record<Block["kind"], string>> = {
  proposal: "**Proposals**",
  caveats: "**Caveats**",
};

/** An answer as markdown that also reads well in a terminal: the blocks in order, tables padded to columns. */
export const toMarkdown = (blocks: readonly Block[]): string => {
  const parts = blocks.map((block, index) => {
    const section = blocks[index - 1]?.kind === block.kind ? undefined : sectionOf[block.kind];
    const separator = index === 0 ? "" : section === undefined && isItem(block) ? "\n" : "\n\n";
    return `${separator}${section === undefined ? "" : `${section}\n`}${blockMarkdown(block)}`;
  });
  return parts.join("");
};

const isItem = (block: Block): boolean => block.kind === "proposal";

const blockMarkdown = (block: Block): string => {
  switch (block.kind) {
    case "headline":
      return `**${block.markdown}**`;
    case "text":
    case "proposal":
      return block.markdown;
    case "question":
      return [block.markdown, ...block.options.map((option) => `- ${option}`)].join("\n");
    case "caveats":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "table":
      return `${block.title}\n\n${tableMarkdown(block.columns, block.rows)}`;
  }
};

const tableMarkdown = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string => {
  const escaped = [columns, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = columns.map((_, column) =>
    Math.max(3, ...escaped.map((row) => [...(row[column] ?? "")].length)),
  );
  const isNumeric = columns.map((_, column) =>
    rows.every((row) => /^(?:[A-Z]{3} )?[+−]?[\d—]/.test(row[column] ?? "")),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => pad(row[column] ?? "", width, isNumeric[column] ?? false)).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    isNumeric[column] ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  const [head = [], ...body] = escaped;
  return [line(head), `| ${rule.join(" | ")} |`, ...body.map(line)].join("\n");
};

const pad = (cell: string, width: number, right: boolean): string => {
  const space = " ".repeat(width - [...cell].length);
  return right ? `${space}${cell}` : `${cell}${space}`;
};
