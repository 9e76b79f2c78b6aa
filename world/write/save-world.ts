import type { World } from "../world.ts";
import { type EmitOptions, type Emitted, emitWorld } from "./emit-world.ts";
import { type LakehouseSinkOptions, withLakehouseSink } from "./lakehouse-sink.ts";
import { withParquetSink } from "./parquet-sink.ts";
import type { WorldSink } from "./world-sink.ts";

export interface SaveWorldOptions extends EmitOptions {
  /** Where files go; null writes none. */
  readonly directory: string | null;
  /** The lakehouse to load it into; null loads nothing. */
  readonly lakehouse: LakehouseSinkOptions | null;
}

/** Simulates a world once and puts it where it is wanted: files, a lakehouse, both. */
export function saveWorld(
  world: World,
  { directory, lakehouse, ...options }: SaveWorldOptions,
): Promise<Emitted> {
  const toLakehouse = (sinks: readonly WorldSink[]): Promise<Emitted> =>
    lakehouse === null
      ? emitWorld(world, sinks, options)
      : withLakehouseSink(world, lakehouse, (sink) => emitWorld(world, [...sinks, sink], options));
  return directory === null
    ? toLakehouse([])
    : withParquetSink(world, directory, (sink) => toLakehouse([sink]));
}
