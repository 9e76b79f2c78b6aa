/**
 * One word per idea: what people write → the term that intents and metrics are described with. A term with a hyphen is an
 * idea that its separate words would lose ("network token" is not a card network).
 */
export const english: Readonly<Record<string, string>> = {
  why: "any idea what is going on|any idea why|what made|how come|what caused|what causes|what is causing|what was causing|what is behind|what was behind|what drove|what is driving|what explains|explain|explains|reason for the drop|reasons for the drop|reason for the fall|root cause|what happened to|what happened with|cause of|causes of|what went wrong|reason behind|reason for the decline in",
  drop: "getting fewer|fewer payments through|getting less|took a hit|take a hit|taken a hit|go south|going south|went south|gone south|took a dive|approving less|fewer approvals|drops|dropped|dropping|fall|falls|fell|falling|fallen|decrease|decreases|decreased|decreasing|down|went down|go down|gone down|going down|dip|dips|dipped|lower|worse|worsen|worsened|worsening|deteriorate|deteriorated|deteriorating|tank|tanked|plunge|plunged|sink|sank|sunk|slump|slumped|crash|crashed|dive|tumble|tumbled|slipped|shrink|shrank|lose approval|losing approval|so bad|so low|approval decline|decline in approval|decline of approval|decline in the approval|shrunk|reduction|collapsed|collapse",
  rise: "rises|rose|risen|rising|increase|increases|increased|increasing|up|went up|go up|gone up|going up|grow|grows|grew|growing|higher|improve|improved|improving|improvement|spike|spiked|spikes|spiking|jump|jumped|climb|climbed|climbing|surge|surged|uptick|getting worse",
  change:
    "changes|changed|changing|moved|movement|move in approval|differ|differs|differed|different|difference|evolve|evolved|develop|developed|development|fluctuate|fluctuated|swing|swung",
  "approval-rate":
    "approval rate|approval rates|approvals rate|approve rate|approved rate|auth rate|auth rates|authorisation rate|authorization rate|authorisation rates|authorization rates|acceptance rate|acceptance rates|success rate|success rates|payment success rate|approval ratio|approval percentage|approval percent|percent approved|percentage approved|share approved|ar|conversion rate|approval performance",
  approval:
    "approvals|approved|approve|approves|auth|auths|authorisation|authorization|authorisations|authorizations|authorised|authorized|acceptance|accepted|succeeded|successful|go through|went through|got through",
  "decline-rate":
    "decline rate|decline rates|declined rate|refusal rate|rejection rate|failure rate|failure rates|fail rate|percent declined|share declined",
  decline:
    "say no|says no|said no|saying no|say no to|declines|declined|declining|refusal|refusals|refuse|refuses|refused|refusing|rejection|rejections|reject|rejects|rejected|rejecting|deny|denies|denied|denials|failed|fail|fails|failing|failures|failure|unsuccessful|not approved|turned down|turn down|turning down|unapproved|did not go through|do not go through",
  "#decline_reason":
    "decline codes|decline code|refusal reasons|refusal reason|rejection reasons|rejection reason|failure reasons|failure reason|error codes|reasons of decline|reasons for decline|reasons for declines|reasons for the declines|reasons for being declined|main reasons",
  "#amount_bucket":
    "amount bucket|amount buckets|by amount bucket|by amount band|by amount range|ticket size|by ticket size|by basket size",
  top: "main|biggest|largest|leading|major|common|most common|most frequent|key|primary|frequent",
  "how-many": "how many|number of|count of|count|total number|amount of payments|nr of",
  "how-much": "how much",
  money:
    "amount|value|values|revenue|revenues|sales|turnover|gmv|tpv|dollars|amount lost|monetary|amounts|sums|cash|financial",
  "by-amount":
    "by amount|by value|value weighted|amount weighted|weighted by amount|weighted by value|in value terms|by volume of money|by money|in amount|value based|by transaction value|of the amount|of the value",
  lost: "lose|loses|losing|loss|losses|losers|bleeding|missed|forgone|cost us|costing us",
  most: "the most|biggest|largest|highest|top|greatest",
  worst: "lowest|poorest|weakest|bottom|poor|badly|bad|underperform|underperforms|underperforming",
  best: "approves most|approve most|approves more|approves best|approve best|better|highest|strongest|optimal|ideal|outperform|outperforms|cheapest|prefer|performs best|perform best|most reliable",
  low: "below normal|below average",
  mix: "mix effect or rate effect|mix or rate effect|rate effect|traffic mix|composition|compositional|mix shift|mix effect|different traffic|change in traffic|traffic changed|traffic change|simpson|simpsons|shift in traffic|different customers|customer mix|mix of traffic|traffic composition|traffic or performance|mixture",
  "data-problem":
    "gap in|gaps in|gap in one of our feeds|holes in the data|all the data|get all data|all our data|data problem|data problems|data issue|data issues|data error|data errors|data quality|data artefact|data artifact|data glitch|missing data|data missing|missing feed|feed missing|incomplete data|data incomplete|data complete|data gap|data gaps|late batch|late data|duplicate|duplicates|duplicated|duplication|completeness|freshness|stale|fresh|reporting error|measurement error|measurement problem|tracking issue|tracking problem|pipeline problem|broken feed|glitch|artefact|artifact|trust the data|trust this data|trust the numbers|trust these numbers|data reliable|data ok|data wrong|wrong data|data bug|bad data|data up to date|up to date|data loss|logging issue|just the data|only the data|data healthy|data health|data correct|noise",
  real: "really|genuine|actual|actually|true",
  start:
    "started|starts|starting|begin|begins|began|begun|beginning|onset|kick in|kicked in|first seen|first appear|first appeared|set in|since when",
  still:
    "has it recovered|it recovered|approval recovered|back to normal|recovered now|still going|still going on|still ongoing|ongoing|still happening|persist|persists|persisting|over yet|recovered yet|is it over|continuing|continue|continues|not over|resolved|resolved yet|fixed yet|over now|stopped",
  trend:
    "trends|trending|over time|time series|trajectory|history of|day by day|hour by hour|hourly|daily|by day|by hour|per hour|per day|by week|per week|by month|by date|weekly trend",
  move: "should go to|should process|should handle|process our|should get|should receive|should take|should carry|traffic go|volume go|moving|moved|shift|shifting|shifted|route|routes|routing|routed|reroute|rerouting|redirect|redirecting|send|sending|sent|switch|switching|switched|allocate|allocation|steer|steering|divert|split traffic|migrate|migrating|rebalance",
  traffic: "volume|volumes|traffic|transactions to|flows",
  "what-if":
    "what would|what if|what happens if|what would happen|if we|would we|how much would|would it be|simulate|simulation|suppose|assume we|hypothetically|would moving|expected gain|would happen|will moving|what do we gain|what could",
  worth:
    "valuable|worthwhile|be worth|pay off|pays off|paid off|payoff|gain|gains|uplift|upside|bring|brings|brought|benefit|benefits|roi|benefiting|impact",
  recover:
    "come back|could come back|recoverable|recovered|recovers|recovering|recovery|recoveries|win back|winback|won back|salvage|salvageable|save|saved|saveable|retrievable|avoidable|get back|reclaim|rescue|rescued|fixable|recapture|regain",
  retry:
    "retries|retried|retrying|reattempt|reattempts|re attempt|resubmit|resubmission|resubmissions|dunning|try again|second attempt|second attempts|repeat attempts|repeated attempts|representment attempts|re try|re tries|retrys",
  waste:
    "wastes|wasted|wasting|wasteful|useless|pointless|futile|burn|burns|burning|hopeless|excessive|excess|too many|too often|too much|unnecessary|in vain|never succeed|never work",
  fine: "fines|fined|penalty|penalties|fee|fees|charges|risk fines",
  cap: "caps|over the cap|beyond caps|beyond the cap|attempt limit|over limits",
  "retry cap": "retry limit|retry limits|retry cap|retry caps",
  "retry waste": "excessive retry|excessive retries|over retrying|overretrying",
  never: "must not|should not|not allowed|forbidden|never be|stop",
  timing:
    "best time|right time|how long|how soon|after how many|delay|delays|wait|waiting|schedule|payday|pay day|pay days|which day|what day|what time|which hour|what hour|interval|how late|cadence|optimal time|good time|how many days",
  add: "adds|adding|add anything|incremental|incrementality|contribute|contributes|make a difference|making a difference|any use|of use|cannibalise|cannibalize|do anything|good for anything|bring anything",
  work: "works|worked|working|effective|effectiveness|successful change|help|helps|helped|helping|useful|make any difference|have an effect|had an effect|have any effect|effect|effects|an effect|pan out|outcome|result|results",
  "should-we": "should we|should i|do we need to|ought we|shall we|must we",
  abnormal:
    "more often than they should|more than they should|more often than others|more often than|abnormally|abnormality|unusual|unusually|anomalous|anomaly|anomalies|outlier|outliers|odd|oddly|strange|strangely|suspiciously|out of line|stand out|stands out|disproportionately|more than peers|more than others|above peers|weird|weirdly|than normal|than usual|deviate|deviating|unexpectedly|problematic",
  hide: "hides|hidden|hiding|inside|really mean|means|mean|meaning|behind|underneath|conceal|lurks|mask|masks|masking|really is|stands for|consist of|made of|break down|decompose|composed of",
  "do-not-honor": "dnh|generic decline|generic declines|do not honour code|code 5",
  hurt: "hurts|hurting|harm|harms|harming|damage|damaging|friction|costing approvals|cost approvals|costs approvals",
  "3ds-topic":
    "strong customer authentication|sca|challenge rate|frictionless rate|challenge|challenges|step up|step ups|authentication funnel|authentication failures|exemption|exemptions",
  fraud: "fraudulent|frauds|fraud attempts|fraud losses|fraud loss|scam|scams",
  "fraud-rate": "fraud rate|fraud rates|fraud ratio|fraud to sales|fraud bps|fraud basis points",
  "fraud-score":
    "fraud score|fraud scores|risk score|risk scores|average fraud score|mean fraud score",
  "high-risk":
    "high risk|riskiest|risky|riskier|risk level|risk signals|risk picture|risk situation",
  tighten:
    "tightening|tightened|stricter|tighter|strict|raise the threshold|lower the threshold|harder rules|more blocking|block more",
  "card-testing":
    "probing cards|probing our cards|probing|trying out card|trying out cards|trying cards|try out cards|someone testing|somebody testing|card testing|card tests|testing cards|testing attack|card testing attack|bin attack|bin attacks|enumeration|enumeration attack|carding|bot attack|bots|velocity attack|stolen cards tested|cards being tested|testing stolen cards|card checker|card checking|brute force|under attack|attacked|attack|attacks|attackers",
  dispute: "disputes|disputed|chargeback|chargebacks|charge back|charge backs",
  programme:
    "program|programs|programmes|vamp|vdmp|vfmp|ecm|ecp|efm|hecm|monitoring|scheme program|scheme programme|monitoring program|monitoring programme|acquirer monitoring|excessive chargeback|excessive chargebacks",
  limit:
    "violate|violates|violating|violation|violations|limits|threshold|thresholds|ceiling|breach|breaching|exceed|exceeding|headroom",
  close: "how close|near|nearing|approaching|how far|far|closer|at risk of",
  "to-do":
    "most valuable things|valuable things|things i could do|things we could do|could do today|start this morning|should i start|should we start|where to start|things to fix|to fix|to improve|things to do|to do|todo|todos|what should we do|what should i do|what do we do|what can we do|priorities|priority|prioritise|prioritize|next steps|next actions|actions|action items|action|focus on|quick wins|fix first|do first|start with|opportunities|opportunity|recommend|recommends|recommendation|recommendations|suggestions for improvement|biggest wins|improve first|work on|tackle|tackle first|active alerts|alerts|most urgent|urgent",
  report:
    "write up|monday meeting|weekly meeting|reports|monday report|weekly report|daily report|monthly report|weekly review|monday review|weekly summary|weekly update|briefing|digest|recap|wrap up|summary report|executive summary|management summary|week in review|monday summary|monday update",
  rule: "after the change|since the change|change we made|change i made|changes we made|did the change|our change|has the change|was the change|rules|release|released|rollout|roll out|deployment|deploy|deployed|launch|launched|experiment|test|fix|update|migration|intervention|configuration|config|go live|setting|settings",
  "cross-border":
    "crossborder|foreign cards|foreign issued|non domestic|international cards|foreign issuers",
  local:
    "local acquiring|locally|local acquirer|local acquirers|local processing|local entity|acquire locally|acquiring locally|domestic acquiring|domestic acquirer",
  "card-number":
    "card numbers|card number|pan|pans|raw cards|plain cards|raw pan|raw pans|clear pan|fpan|fpans|standard cards",
  slow: "slowest|slower|slowly|slowness|slowed|sluggish|lag|lagging|lags|hanging|slow down|slowing",
  latency:
    "respond|responds|responding|answer slowest|latencies|response time|response times|processing time|processing times|timeout|timeouts|time out|time outs|timing out|speed|fast|faster|milliseconds|ms|roundtrip",
  p95: "95th percentile|p 95|p99|tail",
  p50: "median|typical|average latency|p 50",
  "show-payments":
    "see the payments|see the transactions|payments that make up|transactions that make up|make up this number|make up that number|payments behind|behind this number|behind that number|behind these numbers|behind this figure|behind it|underlying payments|underlying transactions|underlying rows|list the payments|list payments|show the payments|show me the payments|show payments|show transactions|show me the transactions|show me transactions|list transactions|list the transactions|show the transactions|individual payments|individual transactions|drill down|drill through|raw rows|payment list|transaction list|payments make up|transactions behind|sample of payments|example payments|payment ids|transaction ids|which payments are",
  "first-attempt":
    "first attempt|first attempts|first try|1st attempt|initial attempt|first time|first pass|first presentment",
  "net approval-rate": "net approval|net approvals|net approval rate",
  net: "net of retries|per payment|by payment|after retries|with retries|including retries|final approval|eventual|eventually|end to end|ultimately|payment level",
  "per-attempt": "per attempt|attempt level|gross",
  attempts: "attempt|authorisation attempts|authorization attempts|transactions|transaction",
  payments: "payment|orders|order|purchases|purchase",
  "how-are-things":
    "how are things|how are we doing|how we doing|how are we|how is it going|how is everything|how is business|how do we look|how is it looking|how does it look|how do things look|how are things looking|what is going on|what is up|what is new|what is happening|what happened|whats up|status|overview|summary|summarise|summarize|big picture|health check|anything unusual|anything i should know|anything new|state of|snapshot|how did we do|how were we doing|how was it|how was everything|how have we been doing|how is our performance|how are payments doing|how are our payments|performance overview|general situation|how things are|tell me about our payments",
  rate: "rates|ratio|ratios|percentage|percent|share|proportion",
  average: "avg|mean|averages",
  "per-cost":
    "cost per approval|cost per approved|cost of acceptance|cost per approved payment|cost of payments|processing cost|processing costs",
  show: "give me|list|display|tell me|get me|what about|give",
};
