import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { goldViews } from "./gold-views.ts";

const folder = new URL(".", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
const text = (file: string) => readFileSync(new URL(file, folder), "utf8");

describe("the views of gold", () => {
  test("are the files of the folder", () => {
    expect(files.map((file) => file.replace(".sql", "")).toSorted()).toEqual(
      [...goldViews].toSorted(),
    );
  });

  test.each(files)("%s says what one row is, and over which period", (file) => {
    const comment = text(file)
      .split("\n")
      .filter((line) => line.startsWith("-- "))
      .map((line) => line.slice(3))
      .join(" ");
    expect(text(file)).toMatch(/^(-- materialised by: \w+\n)?-- One row/);
    expect(comment).toMatch(/everything loaded|days\s+up to the data's as-of/);
  });

  test.each(files)(
    "%s never asks the clock and has no spelling that only one engine reads",
    (file) => {
      expect(text(file)).not.toMatch(
        /\bnow\(|current_(date|time|timestamp)|today\(|EXCLUDE|REPLACE \(|IGNORE NULLS|\bdate_diff\b|[\\"`]{2}/i,
      );
    },
  );
});
