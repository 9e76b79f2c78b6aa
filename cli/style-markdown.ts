import { styleText } from "node:util";
import type { Output } from "./command-context.ts";

/** Markdown for reading on a terminal: headings and strong text bold, code dim. Unchanged where colour is off. */
export function styleMarkdown(markdown: string, stream: Output): string {
  // Why ask first: where nothing can be styled, the marks must stay.
  if (styleText("bold", "x", { stream }) === "x") return markdown;
  return markdown
    .replace(/^#{1,6} +(.+)$/gm, (_, heading: string) => styleText("bold", heading, { stream }))
    .replace(/\*\*(.+?)\*\*/g, (_, strong: string) => styleText("bold", strong, { stream }))
    .replace(/`([^`\n]+)`/g, (_, code: string) => styleText("cyan", code, { stream }));
}
