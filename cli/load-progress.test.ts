import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { loadProgress } from "./load-progress.ts";

function shown(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const progress = loadProgress(stream);
  const file = { file: "in/a.csv", sizeBytes: 4_000_000 };
  progress.show({ ...file, bytesRead: 1_000_000, phase: "reading" });
  progress.show({ ...file, bytesRead: 4_000_000, phase: "reading" });
  progress.show({ ...file, file: "in/b.csv", bytesRead: 1, phase: "reading" });
  progress.show({ ...file, bytesRead: 0, phase: "building" });
  progress.end();
  return (stream.read() as Buffer).toString();
}

test("in a pipe says only which files were read", () => {
  expect(shown(false)).toBe("read in/a.csv\nread in/b.csv\n");
});

test("on a terminal draws a bar in one line, and leaves only finished files", () => {
  const text = shown(true);
  expect(text).toContain("[######------------------]  25 %  1.0 of 4.0 MB  a.csv");
  const left = text.split("\n").map((line) => line.split("\r\u001b[2K").at(-1));
  expect(left).toEqual(["read in/a.csv", "read in/b.csv", ""]);
});
