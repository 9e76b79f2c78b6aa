import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCube } from "./read-cube.ts";

const folder = mkdtempSync(join(tmpdir(), "cube-"));
const fileOf = (text: string): string => {
  const file = join(
    folder,
    `${Math.abs(text.length * 31 + text.charCodeAt(0))}-${text.length}.csv`,
  );
  writeFileSync(file, text);
  return file;
};
const ratioHeader =
  "country,baseline_numerator,baseline_denominator,current_numerator,current_denominator";

describe("a cube from a CSV", () => {
  test("has every column beside the measure as a dimension, whatever the order and the delimiter", async () => {
    const text = "baseline;country;Current;bin\n10;BR;7;400000\n20.5;DE;2e1;4111111111111111\n";
    expect(await readCube(fileOf(text))).toEqual({
      measure: "additive",
      dimensions: ["country", "bin"],
      leaves: [
        { values: { country: "BR", bin: "400000" }, baseline: 10, current: 7 },
        { values: { country: "DE", bin: "4111111111111111" }, baseline: 20.5, current: 20 },
      ],
    });
  });

  test("adds up the rows of one leaf, and reads quotes, a BOM and a last line without its end", async () => {
    const text = `\ufeff${ratioHeader}\r\n"Korea, South",9,10,8,10\r\n"Korea, South",1,10,0,10`;
    expect((await readCube(fileOf(text))).leaves).toEqual([
      {
        values: { country: "Korea, South" },
        comparison: { numerator: 10, denominator: 20 },
        current: { numerator: 8, denominator: 20 },
      },
    ]);
  });

  test.each([
    [
      "country,before,after\nBR,1,2\n",
      /has no measure.*baseline_numerator.*country, before, after/,
    ],
    ["baseline,current\n1,2\n", /no dimension/],
    ["country,country,baseline,current\nBR,BR,1,2\n", /names the column country twice/],
    [`${ratioHeader}\nBR,9,10,x,10\n`, /line 2: current_numerator is not a number \("x"\)/],
    [`${ratioHeader}\nDE,1,2,1,2\nBR,19,10,1,10\n`, /line 3: baseline_numerator is larger than/],
    [`${ratioHeader}\nBR,9,10,-1,10\n`, /line 2: current_numerator is negative/],
    [`${ratioHeader}\nBR,9,10\n`, /1 row that cannot be read: line 2/],
    [ratioHeader, /a header and no rows/],
  ])("is refused with what is wrong and where: %j", async (text, message) => {
    await expect(readCube(fileOf(text))).rejects.toThrow(message);
  });

  test("of a file that is not there is said so", async () => {
    await expect(readCube(join(folder, "none.csv"))).rejects.toThrow(/There is no file/);
  });
});
