import { RefusedError } from "../../../errors.ts";
import { adyenReceived, adyenSettlement } from "./adyen.ts";
import { braintree } from "./braintree.ts";
import type { ExportFormat } from "./export-format.ts";
import { stripe } from "./stripe.ts";

export const exportFormats = [stripe, adyenReceived, adyenSettlement, braintree] as const;

/** Where each column of the format stands in this file; the names of the rest, kept as extra fields. */
export interface ColumnMap {
  readonly format: ExportFormat;
  readonly positions: ReadonlyMap<string, number>;
  readonly extras: readonly { name: string; position: number }[];
}

const key = (name: string): string =>
  name
    .replace(/^\uFEFF/, "")
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ");

/**
 * Recognises a CSV by its header. `wanted` limits the choice to one processor.
 * Throws RefusedError that says what was expected and what was found.
 */
export function detectFormat(names: readonly string[], wanted: string, file: string): ColumnMap {
  const candidates = exportFormats.filter(
    (format) => wanted === "auto" || format.processor === wanted,
  );
  const maps = candidates.map((format) => ({ map: mapColumns(format, names), format }));
  const complete = maps.filter(({ map, format }) => missing(format, map.positions).length === 0);
  const best = complete.sort((a, b) => b.map.positions.size - a.map.positions.size)[0];
  if (best) return best.map;
  const nearest = maps
    .map(({ map, format }) => ({
      format,
      absent: missing(format, map.positions),
      known: map.positions.size,
    }))
    .sort(
      (a, b) => b.known / (b.known + b.absent.length) - a.known / (a.known + a.absent.length),
    )[0];
  const found =
    names.slice(0, 12).join(", ") + (names.length > 12 ? `, … (${names.length} columns)` : "");
  const expected =
    nearest && nearest.known > 0
      ? `nearest is the ${nearest.format.title}, which also needs: ${nearest.absent.join(", ")}`
      : candidates.map((f) => `${f.title} (${f.required.join(", ")})`).join("; ");
  throw new RefusedError(`${file}: not a known export. Expected ${expected}. Found: ${found}`, {
    file,
    found: names,
  });
}

const missing = (format: ExportFormat, positions: ReadonlyMap<string, number>): string[] =>
  format.required.filter((name) => !positions.has(name));

function mapColumns(format: ExportFormat, names: readonly string[]): ColumnMap {
  const canonical = new Map(
    [...format.required, ...format.optional].map((name) => [key(name), name]),
  );
  const ignored = new Set(format.ignored.map(key));
  const positions = new Map<string, number>();
  const extras: { name: string; position: number }[] = [];
  names.forEach((written, position) => {
    const name = canonical.get(key(written)) ?? format.aliases[key(written)];
    if (name !== undefined && !positions.has(name)) positions.set(name, position);
    else if (name === undefined && !ignored.has(key(written)) && written.trim() !== "") {
      if (!extras.some((extra) => extra.name === written)) extras.push({ name: written, position });
    }
  });
  return { format, positions, extras };
}
