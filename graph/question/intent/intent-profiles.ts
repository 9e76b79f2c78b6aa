import type { SpecialistName } from "../../../agents/agent-name.ts";
import type { Intent } from "../../../agents/intent.ts";
import type { Sign } from "./sign.ts";

/** How an intent is recognised, who answers it, and what it assumes about time. */
export interface IntentProfile {
  readonly agents: readonly SpecialistName[];
  /** True where the answer is about a change: a comparison is added when the question names none. */
  readonly compares: boolean;
  /** Days of the default range; default 7. `toNow`: it reaches as-of instead of ending with the last complete day. */
  readonly days?: number;
  readonly toNow?: true;
  readonly signs: readonly Sign[];
}

const all: readonly SpecialistName[] = ["routing", "retry", "decline", "risk", "performance"];
const some = "#processor|@processor|#payment_solution|@payment_solution|#source";

/** In order of precedence where two score the same. */
export const intentProfiles: Readonly<Record<Intent, IntentProfile>> = {
  card_testing: { agents: ["risk"], compares: true, toNow: true, signs: [[8, "card-testing"]] },
  programme_limit: {
    agents: ["risk"],
    compares: false,
    days: 30,
    signs: [
      [7, "programme"],
      [6, "limit dispute|fraud|fraud-rate|#card_network|@card_network"],
      [4, "close limit"],
    ],
  },
  show_payments: { agents: ["performance"], compares: false, signs: [[7, "show-payments"]] },
  report: { agents: all, compares: true, signs: [[7, "report"]] },
  priorities: { agents: all, compares: true, toNow: true, signs: [[6.5, "to-do"]] },
  do_not_honor: {
    agents: ["decline", "risk"],
    compares: false,
    signs: [
      [4.5, "do-not-honor"],
      [4, "do-not-honor hide|why|what|real|about"],
    ],
  },
  network_tokens: {
    agents: ["routing"],
    compares: false,
    signs: [
      [2.9, "network-token"],
      [
        5,
        "network-token card-number|vs|work|add|worth|best|compare|compared|than|do|should-we|hurt|worse|against",
      ],
      [-2, "network-token how-many"],
    ],
  },
  cross_border: {
    agents: ["routing"],
    compares: false,
    signs: [
      [2.9, "cross-border"],
      [
        5,
        "cross-border lost|cost|costs|worth|local|hurt|work|should-we|why|penalty|than|vs|gap|cross-border-cost|drag",
      ],
      [5, "cross-border than"],
      [7, "local"],
    ],
  },
  three_ds: {
    agents: ["decline", "risk"],
    compares: false,
    signs: [
      [2.9, "3ds|3ds-topic"],
      [
        5,
        "3ds|3ds-topic work|hurt|where|worth|best|add|cost|lost|should-we|good|bad|why|abandon|abandonment|funnel|vs|do|does|drop",
      ],
    ],
  },
  latency: {
    agents: ["routing"],
    compares: false,
    signs: [
      [6, "slow"],
      [5, "latency"],
    ],
  },
  retry_waste: {
    agents: ["retry"],
    compares: false,
    days: 30,
    signs: [
      [2, "retry"],
      [6, "retry waste|fine|cap|never|limit|rule|cost|programme"],
      [5, "retry lost|@decline_class"],
    ],
  },
  retry_timing: {
    agents: ["retry"],
    compares: false,
    signs: [
      [2, "retry"],
      [6.5, "retry when|timing"],
    ],
  },
  retry_value: {
    agents: ["retry"],
    compares: false,
    signs: [
      [2.5, "retry"],
      [
        6,
        "retry add|work|worth|money|any|anything|perform|performing|performance|best|should-we|point",
      ],
      [-3, "retry fine|waste|never|rule|limit"],
    ],
  },
  route_what_if: {
    agents: ["routing"],
    compares: false,
    days: 30,
    signs: [
      [7, "move what-if|worth"],
      [3, "move percent"],
    ],
  },
  route_choice: {
    agents: ["routing"],
    compares: false,
    signs: [
      [5, `move ${some}`],
      [5, `best ${some} !rise`],
      [
        4,
        "where|which|how|should-we move traffic|payments|attempts|cards|volume|@funding_type|@card_network|@issuer_country",
      ],
      [3, `should-we ${some}`],
      [3, "move should-we|where"],
      [7, "move to-do"],
    ],
  },
  recoverable: {
    agents: ["retry", "decline"],
    compares: false,
    signs: [
      [6.5, "recover decline|#decline_reason|@decline_reason|@decline_class|lost|money|how-much"],
      [3, "recover"],
      [4, "@decline_class money|worth|lost"],
    ],
  },
  change_effect: {
    agents: ["routing", "performance"],
    compares: true,
    signs: [
      [7, "change|rule work|worth|hurt"],
      [6, "rule add|lost|did|do|drop|rise"],
      [8, "move did|has|have work|worth|add"],
      [-6, "why|how-many"],
    ],
  },
  fraud_trend: {
    agents: ["risk"],
    compares: true,
    signs: [
      [3.5, "fraud|fraud-rate|dispute"],
      [
        3,
        "fraud|fraud-rate|dispute|fraud-score rise|change|where|trend|drop|tighten|top|most|worst|#merchant_segment|#issuer_country|#merchant_id",
      ],
      [6, "tighten"],
      [5, "high-risk"],
      [3, "risk"],
    ],
  },
  abnormal_issuers: {
    agents: ["decline"],
    compares: false,
    signs: [
      [7, "#issuer|#card_bin abnormal"],
      [6, "#issuer|#card_bin decline which|most|what|who|top|any"],
      [5.5, "#issuer|#card_bin worst|low|drop"],
    ],
  },
  mix_or_rate: {
    agents: ["performance"],
    compares: true,
    signs: [
      [7, "mix"],
      [-5, "mix #decline_reason"],
    ],
  },
  data_check: {
    agents: ["performance"],
    compares: true,
    toNow: true,
    signs: [
      [8, "data-problem"],
      [6, "real decline !why !#decline_reason"],
      [5, "real drop|rise|change|approval|approval-rate !why"],
      [6, "#source complete|missing|late|stale|wrong"],
      [3, "data trust|believe|wrong|complete|missing"],
    ],
  },
  onset: {
    agents: ["performance"],
    compares: true,
    toNow: true,
    signs: [
      [6, "when|since start|drop|rise|happen !retry"],
      [6, "start drop|rise"],
      [4, "start when|still"],
      [2.5, "start|still !retry"],
      [4, "still drop|low|going|happening|problem|issue|it|worst"],
      [3.5, "trend"],
      [1.5, "trend approval|approval-rate"],
    ],
  },
  lost_value: {
    agents: ["performance"],
    compares: true,
    signs: [
      [
        6.5,
        "#merchant_id|#merchant_segment|#issuer_country|#processor|#card_network|who|where lost !retry",
      ],
      [6.5, "#merchant_id|#merchant_segment|#issuer_country drop money"],
      [3, "lost most|top|money"],
      [4, "which money drop|worst"],
    ],
  },
  approval_change: {
    agents: ["decline", "performance"],
    compares: true,
    signs: [
      [4, "approval|approval-rate drop|rise|change"],
      [3, "why approval|approval-rate"],
      [3, "why drop|rise|change|worst|low"],
      [2.5, "decline|decline-rate drop|rise|change"],
      [5.5, "why decline|decline-rate|lost drop|rise|change"],
      [1, "why"],
      [3, "root"],
    ],
  },
  decline_reasons: {
    agents: ["decline"],
    compares: true,
    signs: [
      [6, "#decline_reason"],
      [5, "why decline"],
      [4, "decline top|most|what"],
      [2, "decline"],
    ],
  },
  breakdown: { agents: ["performance"], compares: false, signs: [] },
  kpi: { agents: ["performance"], compares: false, signs: [] },
  overview: {
    agents: all,
    compares: true,
    toNow: true,
    signs: [[3.8, "how-are-things"]],
  },
};
