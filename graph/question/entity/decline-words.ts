import { reasonOf } from "../../../lakehouse/decline/reason-of.ts";
import { type DeclineReasonCode, declineReasons } from "../../../lakehouse/decline/reasons.ts";
import { spellings } from "../words/phrase-book.ts";
import { foldedWords } from "../words/token.ts";
import type { KnownValue } from "./known-values.ts";

/** What people call the reasons besides their own names. */
const spoken: Readonly<Partial<Record<DeclineReasonCode, string>>> = {
  INSUFFICIENT_FUNDS:
    "insufficient funds|insufficient fund|insufficient funs|nsf|not enough funds|not enough balance|no funds|no money on the card|low balance|fondos insuficientes|sin fondos|saldo insuficiente|falta de fondos|falta de saldo|unzureichende deckung|fehlende deckung|mangelnde deckung|unterdeckung",
  DO_NOT_HONOR:
    "do not honor|do not honour|not honored|not honoured|donothonor|do not honors|dnh|no honrar",
  EXPIRED_CARD:
    "expired card|expired cards|card expired|cards expired|tarjeta vencida|tarjetas vencidas|tarjetas caducadas|cartao vencido|cartoes vencidos|abgelaufene karte|abgelaufene karten|expired",
  LOST_OR_STOLEN_CARD:
    "lost or stolen|lost card|lost cards|stolen card|stolen cards|lost or stolen cards",
  CVV_MISMATCH: "cvv mismatch|cvv|cvc|cvv2|cvc mismatch|wrong cvv|wrong cvc|security code",
  LIMIT_EXCEEDED:
    "limit exceeded|limits exceeded|over limit|exceeds limit|limit exceeded declines|card limit",
  ISSUER_UNAVAILABLE:
    "issuer unavailable|issuer not available|bank unavailable|issuer down|issuer outage",
  FRAUD_SUSPECTED:
    "fraud suspected|suspected fraud|fraud declines|declined for fraud|sospecha de fraude",
  INVALID_CARD_NUMBER: "invalid card|invalid card number|invalid account number",
  CLOSED_ACCOUNT: "account closed|closed accounts|closed account",
  AUTHENTICATION_REQUIRED: "sca required|soft decline sca",
};

const reasonValue = (code: string): KnownValue => ({ dimension: "decline_reason", value: code });

/** Phrases for decline reasons: their codes, their labels, and how people say them. */
export const declineWords: readonly (readonly [phrase: string, KnownValue])[] = [
  ...new Map(
    [
      ...declineReasons.flatMap(({ code, label }) => [
        [foldedWords(code).join(" "), code] as const,
        [foldedWords(label).join(" "), code] as const,
      ]),
      ...spellings(
        Object.fromEntries(Object.entries(spoken).map(([code, list]) => [code, list])),
      ).map(([phrase, code]) => [phrase, code] as const),
    ].filter(([phrase]) => phrase !== "other" && phrase !== "cancelled"),
  ),
].map(([phrase, code]) => [phrase, reasonValue(code)] as const);

const beforeCode = new Set(["code", "codes", "reason", "response", "codigo", "grund", "rc"]);
const afterCode = new Set(["decline", "declines", "declined", "code", "codes", "s"]);

/** A network response code such as `05` or "code 51", as the reason that it stands for; null for any other number. */
export function reasonOfCode(words: readonly string[], at: number): KnownValue | null {
  const word = words[at] ?? "";
  const named = beforeCode.has(words[at - 1] ?? "") || afterCode.has(words[at + 1] ?? "");
  if (!/^0[1-9]$/.test(word) && !(named && /^(?:\d{2}|[1-9a-z]\d|\d[a-z])$/.test(word)))
    return null;
  const { reason } = reasonOf("iso", word, null);
  return reason === "OTHER" ? null : reasonValue(reason);
}
