import { defineConfig } from "vitest/config";

/** Tests that take a minute or more: they kill processes again and again. `.ci/run` has a step of its own for them. */
export default defineConfig({
  test: {
    include: ["**/*.slow.test.ts"],
    exclude: ["node_modules/**", "data/**"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
