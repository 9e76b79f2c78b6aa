import { describe, expect, test } from "vitest";
import { answerLines } from "../grounding/answer-lines.ts";
import { toMarkdown } from "./to-markdown.ts";

describe("toMarkdown", () => {
  test("pads tables to columns, numbers to the right, and keeps pipes inside cells", () => {
    const markdown = toMarkdown([
      {
        id: "t",
        kind: "table",
        title: "By issuer",
        columns: ["Issuer", "Approval"],
        rows: [
          ["A|B", "85.41%"],
          ["Banco", "—"],
        ],
      },
    ]);
    expect(markdown).toBe(
      [
        "By issuer",
        "",
        "| Issuer | Approval |",
        "| ------ | -------: |",
        "| A\\|B   |   85.41% |",
        "| Banco  |        — |",
      ].join("\n"),
    );
    expect(answerLines(markdown).map(({ cells }) => cells)).toEqual([
      null,
      ["Issuer", "Approval"],
      ["A|B", "85.41%"],
      ["Banco", "—"],
    ]);
  });

  test("names a section once for all its blocks", () => {
    const proposal = (id: string) =>
      ({ id, kind: "proposal", proposalId: id, markdown: `- ${id}.` }) as const;
    expect(toMarkdown([proposal("a"), proposal("b")])).toBe("**Proposals**\n- a.\n- b.");
  });
});
