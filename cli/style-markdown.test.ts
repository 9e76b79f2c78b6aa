import { PassThrough } from "node:stream";
import { WriteStream } from "node:tty";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { styleMarkdown } from "./style-markdown.ts";

const markdown = "## Why\n**Approval** fell for `BR`.";
const stream = (isTTY: boolean) =>
  Object.assign(new PassThrough(), {
    isTTY,
    getColorDepth: () => WriteStream.prototype.getColorDepth(),
  });

beforeEach(() => {
  for (const name of ["NO_COLOR", "NODE_DISABLE_COLORS", "FORCE_COLOR", "CI"])
    vi.stubEnv(name, undefined);
  vi.stubEnv("TERM", "xterm-256color");
});
afterEach(() => vi.unstubAllEnvs());

test("leaves markdown as it is in a pipe", () => {
  expect(styleMarkdown(markdown, stream(false))).toBe(markdown);
});

test("replaces the marks by styles on a terminal", () => {
  expect(styleMarkdown(markdown, stream(true))).toBe(
    "\u001b[1mWhy\u001b[22m\n\u001b[1mApproval\u001b[22m fell for \u001b[36mBR\u001b[39m.",
  );
});

test("NO_COLOR leaves markdown as it is on a terminal too", () => {
  vi.stubEnv("NO_COLOR", "1");
  expect(styleMarkdown(markdown, stream(true))).toBe(markdown);
});
