import { usdPerUnit } from "./fx.ts";
import { drawPayment } from "./payment.ts";
import { type Random, seededRandom } from "./random.ts";
import { type StripeRow, stripeColumns } from "./stripe-columns.ts";
import { stripeRow } from "./stripe-row.ts";

const day = 86_400_000;
const firstDay = Date.UTC(2026, 9, 5);
const days = 28;
const until = firstDay + days * day;
const seed = 20_261_101;
const orderColumn = "order_id (metadata)";

/** The sample as a charges export of four weeks up to the end of 2026-11-01, newest first as Stripe writes it. */
export const stripeSample = (): string => {
  const random = seededRandom(seed);
  const rows = dayStarts().flatMap((dayStart) =>
    Array.from({ length: paymentsOn(random, dayStart) }, () => paymentRows(random, dayStart)),
  );
  const lines = rows
    .flat()
    .sort((a, b) => b.createdAt - a.createdAt)
    .map(({ cells }) => cells.join(","));
  return `${[...stripeColumns, orderColumn].join(",")}\n${lines.join("\n")}\n`;
};

/** The invented exchange rates of the sample's days as `fx_rate` events, one a line. */
export const fxSample = (): string =>
  dayStarts()
    .flatMap((dayStart) =>
      (["eur", "brl"] as const).map((currency) =>
        JSON.stringify({
          type: "fx_rate",
          date: new Date(dayStart).toISOString().slice(0, 10),
          currency: currency.toUpperCase(),
          usd_per_unit: usdPerUnit(currency, dayStart),
        }),
      ),
    )
    .join("\n")
    .concat("\n");

const dayStarts = (): number[] => Array.from({ length: days }, (_, n) => firstDay + n * day);

const paymentsOn = (random: Random, dayStart: number): number => {
  const weekday = new Date(dayStart).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  return random.whole(175, 195) + (isWeekend ? 25 : 0);
};

const paymentRows = (random: Random, dayStart: number) => {
  const payment = drawPayment(random, dayStart, until);
  const paymentIntent = `pi_${random.text(24)}`;
  const order = `order-${random.text(8, "0123456789")}`;
  return payment.attempts.map((attempt) => ({
    createdAt: attempt.at,
    cells: [...cells(stripeRow(random, payment, attempt, paymentIntent, until)), order],
  }));
};

const cells = (row: StripeRow): string[] => stripeColumns.map((column) => row[column] ?? "");
