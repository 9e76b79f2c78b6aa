import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DependencyError, NoDataError, RefusedError } from "../errors.ts";
import type { AskInput } from "../graph/ask.ts";
import { AskResult } from "../graph/ask-result.ts";
import { scriptedAsk, scriptedEvents, scriptedResult } from "../routes/scripted-ask.ts";
import { capturedContext, failingProduct, scriptedProduct } from "./captured-context.ts";
import { commands } from "./commands.ts";
import { runCli } from "./run-cli.ts";

async function pay(argv: string[], product = scriptedProduct(), isTTY = false) {
  const { context, stdout, stderr, dataDirs } = capturedContext(product, isTTY);
  const code = await runCli(argv, context);
  return { code, stdout: stdout(), stderr: stderr(), dataDirs };
}

const answering = (over: Partial<AskResult>) =>
  scriptedProduct({ ask: scriptedAsk(scriptedEvents(scriptedResult(over))) });

describe("pay", () => {
  test("without a command shows what it can on stderr and calls it wrong usage", async () => {
    const { code, stdout, stderr } = await pay([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const { name } of commands) expect(stderr).toContain(`pay ${name}`);
  });

  test("--help goes to stdout and names the exit codes", async () => {
    const { code, stdout } = await pay(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Exit codes\n +0 /);
  });

  test("--version prints the version alone", async () => {
    expect((await pay(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    "%s --help shows examples first, then every option",
    async (name, command) => {
      const { code, stdout } = await pay([name, "--help"]);
      expect(code).toBe(0);
      expect(stdout.indexOf("Examples")).toBeLessThan(stdout.indexOf("Usage"));
      for (const option of Object.keys(command.options)) expect(stdout).toContain(`--${option}`);
    },
  );

  test("suggests the command that was meant, and nothing for a word that is like none", async () => {
    const mistyped = await pay(["aks", "Why?"]);
    expect(mistyped.code).toBe(2);
    expect(mistyped.stderr).toContain("Did you mean: pay ask?");
    expect((await pay(["zebra"])).stderr).not.toContain("Did you mean");
  });

  test("suggests the flag that was meant", async () => {
    const { code, stderr } = await pay(["ask", "Why?", "--jsno"]);
    expect(code).toBe(2);
    expect(stderr).toContain("no option --jsno. Did you mean --json?");
  });

  test("says in one line when a flag lacks its value", async () => {
    const { code, stderr } = await pay(["ask", "Why?", "--data"]);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain("--data");
  });
});

describe("pay ask", () => {
  test("prints the answer on stdout and finished steps on stderr", async () => {
    const { code, stdout, stderr } = await pay(["ask", "Why?"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Approval fell.\n" });
    expect(stderr).toBe("decline: declines done (0.00 s)\n");
  });

  test("on a terminal has one live line, and leaves only finished steps", async () => {
    const { stderr } = await pay(["ask", "Why?"], scriptedProduct(), true);
    expect(stderr).toContain("\r\u001b[2K… decline: declines");
    const left = stderr.split("\n").map((line) => line.split("\r\u001b[2K").at(-1));
    expect(left).toEqual(["decline: declines done (0.00 s)", ""]);
  });

  test("--json prints exactly the result, as one line", async () => {
    const { code, stdout } = await pay(["ask", "Why?", "--json"]);
    expect(code).toBe(0);
    expect(AskResult.parse(JSON.parse(stdout))).toEqual(scriptedResult());
    expect(stdout.trimEnd()).not.toContain("\n");
  });

  test("passes on the question trimmed, --as-of in UTC and --data", async () => {
    const inputs: AskInput[] = [];
    const product = scriptedProduct({
      ask: (input, options) => {
        inputs.push(input);
        return scriptedAsk(scriptedEvents())(input, options);
      },
    });
    const argv = ["ask", " Why? ", "--as-of", "2026-11-01T02:00:00+02:00", "--data", "here"];
    const { dataDirs } = await pay(argv, product);
    await pay(["ask", "Why?", "--as-of", "2026-11-01"], product);
    expect(inputs).toEqual([
      { question: "Why?", asOf: "2026-11-01T00:00:00.000Z" },
      { question: "Why?", asOf: "2026-11-01T00:00:00.000Z" },
    ]);
    expect(dataDirs).toEqual([join(process.cwd(), "here")]);
  });

  test.each([
    ["ok", 0],
    ["partial", 0],
    ["clarify", 0],
    ["refused", 5],
    ["failed", 1],
  ] as const)(
    "status %s ends with exit code %i and still prints the object",
    async (status, code) => {
      const ended = await pay(["ask", "Why?", "--json"], answering({ status }));
      expect(ended.code).toBe(code);
      expect(AskResult.parse(JSON.parse(ended.stdout)).status).toBe(status);
    },
  );

  test("a failed run ends with the exit code of its failure and keeps stdout empty", async () => {
    const failure = { code: "no_data", message: "Nothing is loaded yet.", exitCode: 3 };
    const answer = { markdown: failure.message, blocks: [] };
    const product = answering({ status: "failed", failure, answer });
    const { code, stdout, stderr } = await pay(["ask", "Why?"], product);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("Nothing is loaded yet.");
  });

  test.each([
    [new NoDataError("nothing loaded: pay load FILE"), 3, "failed"],
    [new DependencyError("locked"), 4, "failed"],
    [new RefusedError("not that"), 5, "refused"],
    [new TypeError("secret.x is undefined"), 1, "failed"],
  ] as const)("%s still gives one object with --json", async (error, code, status) => {
    const ended = await pay(["ask", "Why?", "--json"], failingProduct(error));
    expect(ended.code).toBe(code);
    const result = AskResult.parse(JSON.parse(ended.stdout));
    expect(result).toMatchObject({ status, question: "Why?" });
    expect(result.answer.markdown).not.toContain("secret");
    expect(ended.stderr).toContain(error.message);
  });

  test.each([
    ["no question", []],
    ["a blank question", ["  "]],
    ["two questions", ["why", "now"]],
    ["a question over 2,000 characters", ["x".repeat(2_001)]],
    ["a time that is none", ["Why?", "--as-of", "yesterday"]],
    ["an unknown flag", ["Why?", "--nothing-like-it"]],
  ])("calls %s wrong usage, with one object for --json", async (_name, argv) => {
    const text = await pay(["ask", ...argv]);
    expect({ code: text.code, stdout: text.stdout }).toEqual({ code: 2, stdout: "" });
    const json = await pay(["ask", ...argv, "--json"]);
    expect(json.code).toBe(2);
    expect(AskResult.parse(JSON.parse(json.stdout)).failure?.code).toBe("usage");
  });

  test("says interrupted, not failed, after an interrupt", async () => {
    const { context, stdout, stderr } = capturedContext(failingProduct(new Error("aborted")));
    const signal = AbortSignal.abort();
    expect(await runCli(["ask", "Why?"], { ...context, signal })).toBe(130);
    expect({ stdout: stdout(), stderr: stderr() }).toEqual({
      stdout: "",
      stderr: "Interrupted.\n",
    });
  });
});

describe("pay agents and pay agent", () => {
  test("lists six agents, for people and for programs", async () => {
    const cards = JSON.parse((await pay(["agents", "--json"])).stdout) as { name: string }[];
    expect(cards).toHaveLength(6);
    const { stdout } = await pay(["agents"]);
    for (const { name } of cards) expect(stdout).toMatch(new RegExp(`^${name}$`, "m"));
  });

  test("runs the agent named", async () => {
    const asked: string[] = [];
    const product = scriptedProduct({
      runAgent: (name, options) => {
        asked.push(name);
        return scriptedAsk(scriptedEvents())({ question: name }, options);
      },
    });
    expect((await pay(["agent", "retry"], product)).code).toBe(0);
    expect(asked).toEqual(["retry"]);
  });

  test("names the agents when it does not know one, and the one that was meant", async () => {
    const { code, stderr } = await pay(["agent", "rotuing"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean routing?");
  });
});

describe("pay sql", () => {
  const rows = [
    { reason: "DO_NOT_HONOR", n: 12, note: null },
    { reason: "EXPIRED_CARD", n: 3, note: "a\nb" },
  ];
  const product = scriptedProduct({ sql: async () => rows });

  test("prints a table with numbers to the right and nothing as –", async () => {
    expect((await pay(["sql", "SELECT 1"], product)).stdout).toBe(
      [
        "reason         n  note",
        "------------  --  ----",
        "DO_NOT_HONOR  12  –",
        "EXPIRED_CARD   3  a b",
        "",
      ].join("\n"),
    );
  });

  test("--json prints an array, also when there are no rows", async () => {
    expect(JSON.parse((await pay(["sql", "SELECT 1", "--json"], product)).stdout)).toEqual(rows);
    expect((await pay(["sql", "SELECT 1", "--json"])).stdout).toBe("[]\n");
    const none = await pay(["sql", "SELECT 1"]);
    expect({ stdout: none.stdout, stderr: none.stderr }).toEqual({
      stdout: "",
      stderr: "No rows.\n",
    });
  });

  test("passes a refusal on with exit code 5", async () => {
    const refusing = scriptedProduct({
      sql: () => Promise.reject(new RefusedError("only one SELECT")),
    });
    const { code, stderr } = await pay(["sql", "DROP TABLE x"], refusing);
    expect(code).toBe(5);
    expect(stderr).toContain("only one SELECT");
  });
});
