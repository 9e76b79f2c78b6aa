import { basename } from "node:path";
import type { LoadProgress } from "../lakehouse/load/load-files.ts";
import type { Output } from "./command-context.ts";
import { createProgress } from "./progress.ts";

const barWidth = 24;

/** A bar per file on a terminal; in a pipe one line per file, when it has been read. */
export function loadProgress(stream: Output) {
  const progress = createProgress(stream);
  let reading: string | null = null;
  const finish = (): void => {
    if (reading !== null) progress.step(`read ${reading}`);
    reading = null;
  };
  return {
    show({ file, bytesRead, sizeBytes, phase }: LoadProgress): void {
      if (phase === "building") {
        finish();
        progress.live("building silver and gold …");
        return;
      }
      if (reading !== null && reading !== file) finish();
      reading = file;
      progress.live(`${bar(bytesRead, sizeBytes)} ${basename(file)}`);
    },
    end: progress.end,
  };
}

/** `[######------]  50 %  1.2 of 2.4 MB` */
function bar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(share * barWidth);
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
  return `[${"#".repeat(filled)}${"-".repeat(barWidth - filled)}] ${percent} %  ${megabytes(done)} of ${megabytes(total)} MB `;
}
