-- What the stream keeps beside the lakehouse's own tables.

-- One row: how far the stream has come. It changes in the transaction that writes the segment's rows.
CREATE TABLE IF NOT EXISTS stream_checkpoint (
  segment BIGINT NOT NULL,
  -- Newest event time seen; windows that end two minutes before it or earlier are closed.
  newest_event TIMESTAMP,
  closed_until TIMESTAMP
);
INSERT INTO stream_checkpoint SELECT 0, NULL, NULL WHERE NOT EXISTS (SELECT 1 FROM stream_checkpoint);

-- One row = one file of the landing folder that the lakehouse holds; written in the transaction of its rows.
CREATE TABLE IF NOT EXISTS stream_landed (
  name VARCHAR NOT NULL,
  fingerprint VARCHAR NOT NULL,
  report VARCHAR NOT NULL
);

-- One row = one closed minute of event time in one cell. Rows that came after the close are in late_count alone; money is USD.
CREATE TABLE IF NOT EXISTS payments_stream_metrics_1min (
  window_start TIMESTAMP NOT NULL,
  window_end TIMESTAMP NOT NULL,
  merchant_segment VARCHAR,
  payment_solution VARCHAR,
  card_network VARCHAR,
  transaction_count BIGINT NOT NULL,
  approved_count BIGINT NOT NULL,
  declined_count BIGINT NOT NULL,
  avg_amount DOUBLE,
  total_amount DOUBLE,
  avg_fraud_score DOUBLE,
  avg_latency_ms DOUBLE,
  unique_merchants BIGINT NOT NULL,
  approval_rate_pct DOUBLE,
  late_count BIGINT NOT NULL
);

-- One row = what is usual for one cell in one hour, measured once when the hour begins; `basis` says over which hours.
CREATE TABLE IF NOT EXISTS stream_baseline (
  hour_start TIMESTAMP NOT NULL,
  basis VARCHAR NOT NULL,
  dimension VARCHAR NOT NULL,
  cell VARCHAR NOT NULL,
  attempts BIGINT NOT NULL,
  approval_rate DOUBLE,
  -- How much the rate differs from day to day beyond chance.
  approval_variance DOUBLE NOT NULL,
  fraud_scores BIGINT NOT NULL,
  fraud_mean DOUBLE,
  fraud_variance DOUBLE,
  latencies BIGINT NOT NULL,
  latency_mean DOUBLE,
  latency_variance DOUBLE
);

-- One row = one alert over its life: open, acknowledged by a person, closed when its cell has recovered.
-- `first_seen_at` never changes; `dimension` is `all` or a dimension, `cell` its value.
CREATE TABLE IF NOT EXISTS payments_stream_alerts (
  alert_id VARCHAR NOT NULL,
  alert_type VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  dimension VARCHAR NOT NULL,
  cell VARCHAR NOT NULL,
  first_seen_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  acknowledged_at TIMESTAMP,
  acknowledged_by VARCHAR,
  closed_at TIMESTAMP,
  breached_windows BIGINT NOT NULL,
  healthy_windows BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  observed DOUBLE NOT NULL,
  expected DOUBLE NOT NULL,
  baseline_attempts BIGINT NOT NULL,
  baseline_basis VARCHAR NOT NULL,
  z_score DOUBLE NOT NULL,
  alert_message VARCHAR NOT NULL
);
