import { crc32 } from "node:zlib";

/**
 * A segment is a CSV of groups. Each group was made durable at once and begins with a comment that tells its length and
 * checksum, so that what a crash left half written is known from what was acknowledged.
 */
export function segmentGroup(rows: Buffer): Buffer {
  const header = `#${rows.length} ${crc32(rows).toString(16)}\n`;
  return Buffer.concat([Buffer.from(header), rows]);
}

/** Bytes from the start of a segment that are whole groups. */
export function wholeGroups(segment: Buffer): number {
  let end = 0;
  for (;;) {
    const newline = segment.indexOf(10, end);
    const header = /^#(\d+) ([0-9a-f]+)$/.exec(
      segment.toString("latin1", end, Math.max(newline, end)),
    );
    if (newline === -1 || header === null) return end;
    const rows = segment.subarray(newline + 1, newline + 1 + Number(header[1]));
    const isWhole = rows.length === Number(header[1]) && crc32(rows).toString(16) === header[2];
    if (!isWhole) return end;
    end = newline + 1 + rows.length;
  }
}
