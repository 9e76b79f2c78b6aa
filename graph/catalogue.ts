export type { Catalogue } from "../lakehouse/catalogue.ts";
