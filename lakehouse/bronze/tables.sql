-- What a load writes beside the attempts. Every row says which load, file and line it came from.

CREATE TABLE IF NOT EXISTS disputes_bronze (
  source VARCHAR NOT NULL,
  transaction_id VARCHAR NOT NULL,
  dispute_id VARCHAR,
  dispute_timestamp TIMESTAMP,
  dispute_kind VARCHAR,
  amount DECIMAL(18, 4),
  currency VARCHAR,
  network_reason_code VARCHAR,
  _batch BIGINT NOT NULL,
  _file VARCHAR NOT NULL,
  _line BIGINT NOT NULL,
  _ingested_at TIMESTAMP NOT NULL
);

CREATE TABLE IF NOT EXISTS fx_rates_bronze (
  date DATE NOT NULL,
  currency VARCHAR NOT NULL,
  usd_per_unit DOUBLE NOT NULL,
  _batch BIGINT NOT NULL,
  _file VARCHAR NOT NULL,
  _line BIGINT NOT NULL,
  _ingested_at TIMESTAMP NOT NULL
);

CREATE TABLE IF NOT EXISTS payments_quarantine (
  source VARCHAR,
  file VARCHAR NOT NULL,
  line BIGINT NOT NULL,
  column_name VARCHAR,
  reason VARCHAR NOT NULL,
  raw_masked VARCHAR,
  _ingested_at TIMESTAMP NOT NULL,
  _batch BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS loads (
  batch BIGINT NOT NULL,
  file VARCHAR NOT NULL,
  format VARCHAR NOT NULL,
  is_sample BOOLEAN NOT NULL,
  rows_read BIGINT NOT NULL,
  rows_loaded BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  quarantined BIGINT NOT NULL,
  ingested_at TIMESTAMP NOT NULL
);
