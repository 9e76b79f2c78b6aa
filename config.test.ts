import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Environment, loadConfig } from "./config.ts";
import { UsageError } from "./errors.ts";

const problemsOf = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "";
};

describe("loadConfig", () => {
  test("needs nothing: the checkout's data folder, this machine only, port 8000, no model", () => {
    expect(loadConfig({})).toEqual({
      dataDir: join(import.meta.dirname, "data"),
      stateUrl: null,
      host: "127.0.0.1",
      port: 8000,
      accessFile: null,
      accessToken: null,
      inFlight: { short: 2, long: 1 },
      streamTriggerMs: 1000,
      secondPersonFromMinor: null,
      schedule: "",
      webhook: null,
      model: null,
    });
  });

  test("leaves threads of Node's pool to files, however many statements may run", () => {
    for (const threads of [4, 5, 8, 16, 64]) {
      const { short, long } = loadConfig({ UV_THREADPOOL_SIZE: String(threads) }).inFlight;
      expect(short + long).toBeLessThan(threads);
      expect(Math.min(short, long)).toBeGreaterThan(0);
    }
    expect(loadConfig({ UV_THREADPOOL_SIZE: "16" }).inFlight).toEqual({ short: 4, long: 8 });
    expect(problemsOf({ UV_THREADPOOL_SIZE: "2" })).toContain("UV_THREADPOOL_SIZE");
  });

  test("makes a relative DATA_DIR absolute", () => {
    expect(loadConfig({ DATA_DIR: "here" }).dataDir).toBe(join(process.cwd(), "here"));
  });

  test("takes a key that is set to nothing as not set", () => {
    expect(loadConfig({ PORT: "", DATA_DIR: " ", MODEL_BASE_URL: "" })).toEqual(loadConfig({}));
  });

  test("reads a model from address and name, the key being optional", () => {
    const env = { MODEL_BASE_URL: "http://localhost:1234/v1", MODEL_NAME: "m" };
    expect(loadConfig(env).model).toEqual({
      baseUrl: "http://localhost:1234/v1",
      name: "m",
      apiKey: null,
      timeoutMs: 20_000,
    });
    expect(loadConfig({ ...env, MODEL_API_KEY: "k" }).model?.apiKey).toBe("k");
  });

  test("refuses half a model", () => {
    expect(problemsOf({ MODEL_NAME: "m" })).toContain("go together");
    expect(problemsOf({ MODEL_BASE_URL: "http://localhost/v1" })).toContain("go together");
    expect(problemsOf({ MODEL_API_KEY: "k" })).toContain("MODEL_API_KEY");
  });

  test("lists every problem at once, by key, and never the values", () => {
    const problems = problemsOf({ PORT: "99999", MODEL_BASE_URL: "ftp://s3cret@host" });
    expect(problems).toContain("PORT");
    expect(problems).toContain("MODEL_BASE_URL");
    expect(problems).not.toContain("s3cret");
  });

  test("agrees with .env.example on the keys", () => {
    const example = readFileSync(join(import.meta.dirname, ".env.example"), "utf8");
    const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, key]) => key);
    expect(listed.sort()).toEqual(Object.keys(Environment.shape).sort());
  });
});
