/** What the thread of a demo says. It sends no more events until the last ones were answered with `taken`. */
export type DemoMessage =
  | { readonly kind: "loaded" }
  | { readonly kind: "events"; readonly lines: readonly string[] };

/** What it is told. */
export type DemoOrder = "taken" | "stop";
