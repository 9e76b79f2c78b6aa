import { writeFileSync } from "node:fs";
import { fxSample, stripeSample } from "./stripe-sample.ts";

writeFileSync(new URL("stripe-charges-sample.csv", import.meta.url), stripeSample());
writeFileSync(new URL("fx-rates-sample.ndjson", import.meta.url), fxSample());
