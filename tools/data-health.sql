-- One row = one period and one source: every attempt that arrived, and why some are in no rate.
SELECT
  {{period}} AS period,
  source,
  count(*) AS attempts,
  count(*) FILTER (WHERE is_counted) AS counted,
  count(*) FILTER (WHERE is_suspected_duplicate) AS duplicates,
  count(*) FILTER (WHERE stage <> 'issuer' AND NOT is_suspected_duplicate) AS not_sent,
  count(*) FILTER (WHERE amount_minor = 0 AND NOT is_suspected_duplicate) AS account_checks,
  count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd,
  count(*) FILTER (WHERE decline_reason = 'OTHER') AS unmapped,
  min(event_timestamp) AS first_event,
  max(event_timestamp) AS last_event
FROM v_attempt_facts
WHERE {{population}}
GROUP BY ALL
ORDER BY ALL
