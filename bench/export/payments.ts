import { drawPayment, type SampleAttempt, type SamplePayment } from "../../sample/payment.ts";
import type { Random } from "../../sample/random.ts";

const day = 86_400_000;
const firstDay = Date.UTC(2026, 9, 5);
const days = 28;

/** The end of the exported range: nothing later has happened yet. */
export const exportEnd = firstDay + days * day;

export type ExportAttempt = SampleAttempt;

export interface ExportPayment extends SamplePayment {
  readonly id: string;
  /** Upper case ISO 4217; the minor units of `amountMinor` are those of this currency. */
  readonly currency: string;
  readonly exponent: 0 | 2 | 3;
}

/** Payments of the sample's world without end, days in no order; some in currencies without or with three decimals. */
export function* exportPayments(random: Random): Generator<ExportPayment> {
  for (;;) {
    const dayStart = firstDay + random.whole(0, days - 1) * day;
    const drawn = drawPayment(random, dayStart, exportEnd);
    const id = random.text(20);
    const share = random.next();
    const amountMinor = share < 0.002 ? 0 : drawn.amountMinor;
    if (share > 0.98) {
      const yen = Math.round(amountMinor / 10) * 10;
      yield { ...drawn, id, currency: "JPY", exponent: 0, amountMinor: yen };
    } else if (share > 0.97) yield { ...drawn, id, currency: "KWD", exponent: 3, amountMinor };
    else
      yield {
        ...drawn,
        id,
        currency: drawn.market.currency.toUpperCase(),
        exponent: 2,
        amountMinor,
      };
  }
}

/** The amount in major units as exports write it. */
export const majorText = (amountMinor: number, exponent: number): string =>
  (amountMinor / 10 ** exponent).toFixed(exponent);
