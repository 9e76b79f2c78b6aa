import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { completeReport } from "../load/complete-report.ts";
import type { LoadedFile } from "../load/load-one.ts";
import { emptyReport, type FileReport, LoadReport, summarise } from "../load/load-report.ts";
import { type Landed, LoadRequest } from "./landing-folder.ts";
import { type LandedFile, loadLanded } from "./load-landed.ts";

interface TakeOptions {
  readonly batchFolder: string;
  readonly ingestedAt: string;
  /** Brings silver and gold up to bronze. */
  readonly refresh: (connection: DuckDBConnection) => Promise<unknown>;
  /** Told of a file that our reader fails on. It is refused: it must not hold up the events behind it. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Loads what landed, or what a request names. What was loaded is remembered in the lakehouse: after a kill between loading
 * and putting away, the file is only put away.
 */
export async function takeLanded(
  lakehouse: Lakehouse,
  connection: DuckDBConnection,
  landed: Landed,
  options: TakeOptions,
): Promise<LoadReport> {
  const known = await rememberedReport(connection, landed);
  if (known !== null) return known;
  const request = landed.isRequest ? await readRequest(landed) : requestFor(landed);
  const loaded: LoadedFile[] = [];
  if (request === null)
    loaded.push({ report: refusedFile(landed.path, "not a request to load files"), batch: null });
  else
    for (const path of request.files)
      loaded.push(
        await loadOrRefuse(lakehouse, { path, ...request, ...options }, options.onFailure),
      );
  await options.refresh(connection);
  const reports: FileReport[] = [];
  for (const file of loaded) reports.push(await completeReport(connection, file));
  const report = summarise(reports);
  await connection.run("INSERT INTO stream_landed VALUES ($name, $fingerprint, $report)", {
    name: landed.name,
    fingerprint: landed.fingerprint,
    report: JSON.stringify(report),
  });
  return report;
}

async function loadOrRefuse(
  lakehouse: Lakehouse,
  file: LandedFile,
  onFailure: (error: unknown) => void,
): Promise<LoadedFile> {
  const refused = (reason: string) => ({ report: refusedFile(file.path, reason), batch: null });
  const isReadable = await access(file.path, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!isReadable) return refused(`${file.path}: there is no such file that may be read`);
  return loadLanded(lakehouse, file).catch((error: unknown) => {
    onFailure(error);
    return refused("reading it failed; the server's log says why");
  });
}

async function rememberedReport(
  connection: DuckDBConnection,
  { name, fingerprint }: Landed,
): Promise<LoadReport | null> {
  const result = await connection.runAndReadAll(
    "SELECT report FROM stream_landed WHERE name = $name AND fingerprint = $fingerprint",
    { name, fingerprint },
  );
  const report = result.getRows()[0]?.[0];
  return report === undefined ? null : LoadReport.parse(JSON.parse(String(report)));
}

const requestFor = ({ path }: Landed): LoadRequest => ({
  files: [path],
  format: "auto",
  merchant: null,
});

const Json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    context.addIssue({ code: "custom", message: "no JSON" });
    return z.NEVER;
  }
});

async function readRequest({ path }: Landed): Promise<LoadRequest | null> {
  const parsed = Json.pipe(LoadRequest).safeParse(await readFile(path, "utf8"));
  return parsed.success ? parsed.data : null;
}

/** The report of a file that leaves nothing. */
const refusedFile = (path: string, reason: string): FileReport => ({
  ...emptyReport(path),
  status: "refused",
  reason,
});
