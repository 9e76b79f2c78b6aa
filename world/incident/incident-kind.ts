/** What can be planted in a world, in the words of the findings that should name it. */
export const incidentKinds = [
  "processor_outage",
  "issuer_change",
  "bin_rule_change",
  "card_testing",
  "retry_storm",
  "route_inversion",
  "three_ds_break",
  "velocity_ring",
  "expired_wave",
  "mix_shift",
  "missing_feed",
  "duplicate_replay",
  "flash_sale",
] as const;
export type IncidentKind = (typeof incidentKinds)[number];
