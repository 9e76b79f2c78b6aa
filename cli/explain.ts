import { type CubeExplanation, explainCube, type Part, type Value } from "../cube/explain-cube.ts";
import { readCube } from "../cube/read-cube.ts";
import { UsageError } from "../errors.ts";
import { defineCommand } from "./command.ts";
import { jsonOption } from "./shared-options.ts";
import { renderTable } from "./table.ts";

export const explain = defineCommand({
  name: "explain",
  summary: "Find the cells behind a change in a cube of your own",
  operands: "CUBE.csv",
  examples: [
    { line: "pay explain cube.csv", does: "ranked causes, each with its share of the change" },
    { line: "pay explain cube.csv --json", does: "the same as one object" },
  ],
  options: { json: jsonOption },
  notes:
    "One row a leaf cell: dimension columns, then baseline_numerator, baseline_denominator, current_numerator, current_denominator; or baseline, current for a measure that sums. Nothing is stored.",
  async run({ values, positionals }, { stdout, signal }) {
    const [file = "", ...more] = positionals;
    if (file === "" || more.length > 0) throw new UsageError("Give one file: pay explain CUBE.csv");
    const explanation = explainCube(await readCube(file, signal));
    stdout.write(
      values.json ? `${JSON.stringify(explanation)}\n` : `${lines(explanation).join("\n")}\n`,
    );
    return 0;
  },
});

const lines = (explained: CubeExplanation): string[] => [
  `${headline[explained.verdict]} ${value(explained.baseline)} → ${value(explained.current)} over ${explained.leaves} leaves of ${explained.dimensions.length} dimensions.`,
  ...(explained.verdict === "causes" ? [renderTable(rows(explained))] : []),
];

const headline = {
  causes: "These cells moved by themselves.",
  external: "Everything moved alike: none of these dimensions tells why.",
  none: "Nothing moved beyond chance.",
} as const;

const rows = ({ causes, rest, mixShare }: CubeExplanation) => [
  ...causes.map((cause) => ({ cause: cellWords(cause.cell), ...row(cause) })),
  ...(rest === null ? [] : [{ cause: "everything else", ...row(rest) }]),
  ...(mixShare === null
    ? []
    : [
        {
          cause: "change of the mix",
          baseline: "",
          current: "",
          share: percent(mixShare),
          low: "",
          high: "",
        },
      ]),
];

const row = ({ baseline, current, share, interval }: Part) => ({
  baseline: value(baseline),
  current: value(current),
  share: percent(share),
  low: percent(interval?.[0] ?? null),
  high: percent(interval?.[1] ?? null),
});

const cellWords = (cell: Readonly<Record<string, string>>) =>
  Object.entries(cell)
    .map(([dimension, of]) => `${dimension}=${of}`)
    .join(" · ");

const percent = (share: number | null) => (share === null ? "" : `${(100 * share).toFixed(1)}%`);

const value = (of: Value): string =>
  typeof of === "number"
    ? of.toLocaleString("en-US", { maximumFractionDigits: 2 })
    : of.denominator === 0
      ? "no data"
      : `${((100 * of.numerator) / of.denominator).toFixed(2)}% of ${of.denominator.toLocaleString("en-US")}`;
