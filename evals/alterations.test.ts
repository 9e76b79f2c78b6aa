import { describe, expect, test } from "vitest";
import { alterationsOf } from "./alterations.ts";

const answer =
  "**Approval in `BR` fell 12.3 pp to 67.2% yesterday.**\n\nIt cost USD 1,024.50 at p95 180 ms.";

describe("the alterations of an answer", () => {
  test("each differ from it in one place, and are named by the line they are in", () => {
    for (const { markdown, before, after } of alterationsOf(answer)) {
      expect(markdown).not.toBe(answer);
      expect(answer).toContain(before);
      expect(markdown).toContain(after);
      expect(markdown.replace(after, before)).toBe(answer);
    }
  });

  test("cover every number, unit, period, segment and direction", () => {
    const lines = alterationsOf(answer).map(({ kind, after }) => `${kind}: ${after}`);
    expect(lines).toEqual([
      "digit: **Approval in `BR` fell 22.3 pp to 67.2% yesterday.**",
      "digit: **Approval in `BR` fell 12.3 pp to 68.2% yesterday.**",
      "digit: It cost USD 1,034.50 at p95 180 ms.",
      "digit: It cost USD 1,024.50 at p95 280 ms.",
      "unit: **Approval in `BR` fell 12.3 pp to 67.2 pp yesterday.**",
      "unit: **Approval in `BR` fell 12.3% to 67.2% yesterday.**",
      "unit: It cost USD 1,024.50 at p95 180 h.",
      "unit: It cost EUR 1,024.50 at p95 180 ms.",
      "period: **Approval in `BR` fell 12.3 pp to 67.2% today.**",
      "segment: **Approval in `MX` fell 12.3 pp to 67.2% yesterday.**",
      "direction: **Approval in `BR` rose 12.3 pp to 67.2% yesterday.**",
    ]);
  });
});
