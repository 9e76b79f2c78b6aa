-- Counts the rows of `incoming` whose minute was closed before they came: once for each, in the cell of its minute.
MERGE INTO payments_stream_metrics_1min AS metrics
USING (
  SELECT
    date_trunc('minute', event_timestamp) AS window_start,
    merchant_segment,
    payment_solution,
    card_network,
    count(*) AS late_count
  FROM incoming
  WHERE _kind = 'attempt' AND amount > 0 AND event_timestamp >= CAST($keptFrom AS TIMESTAMP) AND event_timestamp < CAST($closedUntil AS TIMESTAMP)
  GROUP BY ALL
) AS late
ON metrics.window_start = late.window_start
  AND metrics.merchant_segment IS NOT DISTINCT FROM late.merchant_segment
  AND metrics.payment_solution IS NOT DISTINCT FROM late.payment_solution
  AND metrics.card_network IS NOT DISTINCT FROM late.card_network
WHEN MATCHED THEN UPDATE SET late_count = metrics.late_count + late.late_count
WHEN NOT MATCHED THEN INSERT VALUES (
  late.window_start, late.window_start + INTERVAL 1 MINUTE, late.merchant_segment, late.payment_solution, late.card_network,
  0, 0, 0, NULL, NULL, NULL, NULL, 0, NULL, late.late_count
)
