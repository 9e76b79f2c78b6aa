import { describe, expect, test } from "vitest";
import { agentNames } from "../agents/agent-name.ts";
import { loadPrompts, promptNames } from "./load.ts";

describe("loadPrompts", () => {
  test("has a prompt for every agent", () => {
    expect(promptNames).toEqual(expect.arrayContaining([...agentNames]));
  });

  test("reads each of them", () => {
    for (const [name, text] of Object.entries(loadPrompts())) {
      expect(text, name).toMatch(/^# /);
      expect(text.split("\n").length, name).toBeLessThan(60);
    }
  });

  test("stops where one is missing", () => {
    expect(() => loadPrompts(new URL("file:///nowhere/"))).toThrow("house-rules.md");
  });
});
