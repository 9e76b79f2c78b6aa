import { describe, expect, test } from "vitest";
import { figureOf, scope } from "../scripted-run.ts";
import { renderStatement } from "./render-statement.ts";
import { type Statement, sentencesOf, stated } from "./statement.ts";

const figures = new Map(
  [
    figureOf("decline.rate"),
    figureOf("decline.drop", { unit: "pp", value: -1.93 }),
    figureOf("decline.lone", { value: 0.5, denominator: undefined, numerator: undefined }),
  ].map((figure) => [figure.id, figure]),
);
const said = (template: string, over: Partial<Statement> = {}): Statement => ({
  ...stated(template, scope),
  constants: "words",
  ...over,
});
const text = (statement: Statement): string => renderStatement(statement, figures).text;

describe("renderStatement", () => {
  test("fills slots and placeholders and tells which", () => {
    const onset = "2026-11-21T14:05:00Z";
    const { text, source } = renderStatement(
      said("It was {{decline.rate}} of {{decline.rate:n}} [[range]] since [[onset]]", { onset }),
      figures,
    );
    expect(text).toBe("It was 85.4% of 41,208 yesterday since 2026-11-21 14:05 UTC");
    expect(source.figures).toEqual(["decline.rate", "decline.rate"]);
    expect(source.periods).toEqual(["yesterday", "2026-11-21 14:05 UTC"]);
    expect(source.constants).toEqual([]);
  });

  test("says a direction once: in the words or in the sign", () => {
    expect(text(said("It fell {{decline.drop}}"))).toBe("It fell 1.9 pp");
    expect(text(said("It fell by about {{decline.drop}}"))).toBe("It fell by about 1.9 pp");
    expect(text(said("It was {{decline.drop}} lower"))).toBe("It was 1.9 pp lower");
    expect(text(said("The change was {{decline.drop}}"))).toBe("The change was −1.9 pp");
  });

  test("writes a dash where a value is not known", () => {
    expect(text(said("{{decline.none}} and {{decline.lone:n}}, [[onset]]"))).toBe("— and —, —");
  });

  test("says periods as English does", () => {
    expect(text(said("In [[range]] it held"))).toBe("Yesterday it held");
    expect(text(said("against [[compare]]"))).toBe("against the same day last week");
  });

  test("keeps digits of code as constants, number words of agents, nothing of a model", () => {
    const template = "two ranges, 15 attempts in 30 days";
    const constants = (allowed: Statement["constants"]) =>
      renderStatement(said(template, { constants: allowed }), figures).source.constants;
    expect(constants("any")).toEqual(["two", "15", "30 days"]);
    expect(constants("words")).toEqual(["two"]);
    expect(constants("none")).toEqual([]);
  });

  test("takes a value in backticks with its digits", () => {
    const { source } = renderStatement(said("BIN `411111` did"), figures);
    expect(source.constants).toEqual(["411111"]);
  });
});

describe("sentencesOf", () => {
  test("splits where a sentence ends, not within slots or abbreviations before lower case", () => {
    expect(
      sentencesOf("It fell {{a.f1}}. `BR` led. {{a.f2}} were lost, e.g. in debit. Done"),
    ).toEqual(["It fell {{a.f1}}.", "`BR` led.", "{{a.f2}} were lost, e.g. in debit.", "Done"]);
  });
});
