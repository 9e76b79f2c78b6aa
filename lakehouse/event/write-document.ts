import { writeFileSync } from "node:fs";
import { eventDocument } from "./event-document.ts";

writeFileSync(new URL("../../docs/event-format.md", import.meta.url), eventDocument());
