import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { EventLog } from "./event-log.ts";
import { segmentGroup, wholeGroups } from "./segment-group.ts";

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "log-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}
const rowsOf = async (path: string): Promise<string> =>
  (await readFile(path, "utf8")).replaceAll(/^#.*\n/gm, "");

describe("an event log", () => {
  test("gives back what was appended, in order, oldest segment first", async () => {
    const log = await EventLog.open(await folderOf(), 0);
    expect(await log.take()).toBeNull();
    await Promise.all(["a\n", "b\n", "c\n"].map((row) => log.append(Buffer.from(row))));
    const first = await log.take();
    await log.append(Buffer.from("d\n"));
    expect(await rowsOf(first?.path ?? "")).toBe("a\nb\nc\n");
    expect(await log.take()).toEqual(first);
    expect(log.backlogBytes).toBeGreaterThan(first?.bytes ?? 0);
    if (first !== null) await log.remove(first);
    expect(await rowsOf((await log.take())?.path ?? "")).toBe("d\n");
    await log.close();
  });

  test("keeps what was appended for the next start, and numbers on", async () => {
    const folder = await folderOf();
    const before = await EventLog.open(folder, 0);
    await before.append(Buffer.from("a\n"));
    await before.close();
    const after = await EventLog.open(folder, 0);
    const segment = await after.take();
    expect(await rowsOf(segment?.path ?? "")).toBe("a\n");
    await after.append(Buffer.from("b\n"));
    if (segment !== null) await after.remove(segment);
    expect((await after.take())?.number).toBe((segment?.number ?? 0) + 1);
    await after.close();
  });

  test("forgets segments that the lakehouse holds already", async () => {
    const folder = await folderOf();
    const before = await EventLog.open(folder, 0);
    await before.append(Buffer.from("a\n"));
    const segment = await before.take();
    const after = await EventLog.open(folder, segment?.number ?? 0);
    expect(await after.take()).toBeNull();
    expect(after.backlogBytes).toBe(0);
  });

  test("drops what a crash left half written behind the last whole group", async () => {
    const folder = await folderOf();
    const before = await EventLog.open(folder, 0);
    await before.append(Buffer.from("a\n"));
    await before.close();
    const path = join(folder, "000000000001.csv");
    await appendFile(path, "#100 abc\nhalf");
    await writeFile(join(folder, "000000000002.csv"), "\0\0\0\0");
    const after = await EventLog.open(folder, 0);
    const segment = await after.take();
    expect(await readFile(path, "utf8")).toBe(segmentGroup(Buffer.from("a\n")).toString());
    if (segment !== null) await after.remove(segment);
    expect(await after.take()).toBeNull();
  });

  test("refuses what it cannot write and goes on with what it can", async () => {
    const folder = await folderOf();
    const log = await EventLog.open(folder, 0);
    await writeFile(join(folder, "000000000001.csv"), "taken by another");
    await expect(log.append(Buffer.from("a\n"))).rejects.toMatchObject({ exitCode: 4 });
    await log.append(Buffer.from("b\n"));
    expect(await rowsOf((await log.take())?.path ?? "")).toBe("b\n");
    await log.close();
  });
});

test("of a segment cut anywhere, exactly the groups that are whole are kept", () => {
  const groups = fc.array(fc.string({ minLength: 1 }), { maxLength: 5 });
  fc.assert(
    fc.property(groups, fc.nat(), (rows, cutAt) => {
      const written = rows.map((row) => segmentGroup(Buffer.from(`${row}\n`)));
      const whole = Buffer.concat(written);
      const cut = whole.subarray(0, cutAt % (whole.length + 1));
      let kept = 0;
      for (const group of written)
        if (kept + group.length <= cut.length) kept += group.length;
        else break;
      expect(wholeGroups(cut)).toBe(kept);
    }),
  );
});
