import { z } from "zod";
import type { Warehouse } from "../warehouse.ts";
import { watermarkMinutes } from "./close-windows.ts";
import type { EventLog } from "./event-log.ts";
import type { Processor, ProcessorState } from "./processor.ts";

/** How the stream is doing. Times are ISO UTC; nothing is said about what has not come yet. */
export interface StreamStatus extends ProcessorState {
  readonly triggerMs: number;
  /** Bytes that are durable and not in the lakehouse yet. */
  readonly backlogBytes: number;
  readonly newestEvent: string | null;
  /** Windows that end here or earlier are closed to late rows. */
  readonly watermark: string | null;
  readonly closedUntil: string | null;
  readonly lateRows: number;
  readonly openAlerts: number;
}

const Row = z.object({
  newest_event: z.string().nullable(),
  watermark: z.string().nullable(),
  closed_until: z.string().nullable(),
  late_rows: z.number(),
  open_alerts: z.number(),
});

export async function streamStatus(
  warehouse: Warehouse,
  log: Pick<EventLog, "backlogBytes">,
  processor: Pick<Processor, "state">,
  triggerMs: number,
): Promise<StreamStatus> {
  const rows = await warehouse.query(
    `SELECT newest_event, newest_event - INTERVAL ${watermarkMinutes} MINUTE AS watermark, closed_until,
       (SELECT CAST(coalesce(sum(late_count), 0) AS BIGINT) FROM payments_stream_metrics_1min) AS late_rows,
       (SELECT count(*) FROM payments_stream_alerts WHERE state <> 'closed') AS open_alerts
     FROM stream_checkpoint`,
  );
  const { newest_event, watermark, closed_until, late_rows, open_alerts } = Row.parse(rows[0]);
  return {
    ...processor.state(),
    triggerMs,
    backlogBytes: log.backlogBytes,
    newestEvent: newest_event,
    watermark,
    closedUntil: closed_until,
    lateRows: late_rows,
    openAlerts: open_alerts,
  };
}
