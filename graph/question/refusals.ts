/** What is never answered: how it is recognised in folded text, and what is said instead. */
interface Refusal {
  readonly patterns: readonly RegExp[];
  /** Where these occur too, the question is about payments after all. */
  readonly unless?: RegExp;
  readonly message: string;
}

const ask =
  "I answer questions about payment approvals, declines, routing, retries, 3DS and fraud in the loaded data";
const example = `for example "Why did approval drop yesterday?" or "Top decline reasons last week".`;
const person =
  "card ?holders?|customers?|shoppers?|clients?|buyers?|titular(?:es)?|titulaires?|portador(?:es)?|porteurs?|karteninhabers?|kunden?|clientes?";
const secret =
  "card numbers?|full numbers?|pans?|cvv|cvc|e ?mails?|phones?|phone numbers?|addresses|address|passwords?|names?|numbers?|identity|numero de (?:la )?tarjeta|numero do cartao|numeros? de (?:la )?cartes?|kartennummer";

const refusals: readonly Refusal[] = [
  {
    patterns: [
      /\b(?:ignore|disregard|forget|override|bypass)\b.*\b(?:instructions?|prompts?|rules?|guidelines?|previous|above|restrictions?|safeguards?|filters?)\b/,
      /\b(?:ignora|ignore[rz]?|olvida|oublie[rz]?|esquece|esqueca|vergiss|ignoriere)\b.*\b(?:instrucciones|instrucoes|instructions|anweisungen|reglas|regras|regles|consignes|regeln)\b/,
      /\b(?:system prompt|your (?:prompt|instructions)|developer mode|jailbreak|you are now|pretend (?:to be|you)|act as (?:a|an|if)|role ?play|reveal your|api key|secret key|credentials?)\b/,
    ],
    message: `I only take questions, and only about the loaded payments: instructions inside a question are not followed. ${ask}, ${example}`,
  },
  {
    patterns: [
      /^(?:please )?(?:run |execute |sql )*(?:select\b.*\bfrom|drop (?:table|view|schema|database)|delete from|insert into|update \w+ set|truncate|alter (?:table|view)|create (?:table|view|or replace))\b/,
      /\b(?:run|execute|eval)\b.*\b(?:sql|query|statement|script|command|code|shell)\b/,
      /\b(?:drop table|delete from|insert into|truncate table|union select|or 1 ?1)\b/,
    ],
    message: `Statements are not run from a question. Use \`pay sql "SELECT …"\`, a read-only window on the checked tables, or ask in words, ${example}`,
  },
  {
    patterns: [
      new RegExp(
        `\\b(?:${person})\\b(?: s| of| the| del?| do| da)* (?:full |complete |credit |debit |real )?(?:card )?(?:${secret})\\b`,
      ),
      new RegExp(
        `\\b(?:${secret})\\b (?:of|for|from|belonging to|del?|do|da|des|der|von) (?:the |a |an |this |that |our |el |la |o |cada |each )?(?:${person})\\b`,
      ),
      /\b(?:show|give|tell|send|export|reveal|need|get|display|find|list|read|what is|what are|want|dame|muestrame|mostre|zeig\w*|gib)\b.*\b(?:card numbers?|full pans?|pans|full card|cvvs?|numero de (?:la )?tarjeta|numero do cartao|kartennummern?)\b/,
      /\b(?:montre[rz]?|donne[rz]?|affiche[rz]?|envoie|envoyez)\b.*\b(?:numeros? de (?:la )?cartes?|noms?|adresses?|coordonnees)\b/,
      new RegExp(
        `\\b(?:who (?:is|are|was)|personal data of|personal details of|identify)\\b.*\\b(?:${person}|person|people)\\b`,
      ),
      /\b(?:unmasked?|de ?anonymi[sz]e|personal data|personal information|personally identifiable|pii|ip addresse?s?|home address|date of birth)\b/,
    ],
    unless: /\b(?:network ?tokens?|tokens?|vs|versus|invalid card|mismatch)\b/,
    message:
      "Card numbers and personal data are not shown: full numbers are never stored, and names, e-mails and addresses are masked. You can ask about groups instead: by BIN, issuer, country or merchant.",
  },
  {
    patterns: [
      /\b(?:who|which|what)\b.*\b(?:commit|commits|committing|committed)\b.*\b(?:fraud|crime|theft)\b/,
      /\b(?:commits?|committing|guilty|fraudsters?|criminals?|crooks?|thie(?:f|ves)|stealing|steals|cheat(?:s|ing|ers?)?|scammers?|scamming|launder(?:s|ing|ers?)?|corrupt|dishonest|defraud(?:s|ing)?)\b/,
      /\b(?:comete|cometen|estafador(?:es)?|culpables?|defraudan?|comete fraude|cometem|golpistas?|commet|commettent|coupables?|escrocs?|fraudeurs?|begeht|begehen|betruger|schuldig|kriminell\w*)\b/,
    ],
    unless: /\b(?:testing|attack)\b/,
    message: `I describe what the data show and accuse nobody: fraud signals and disputes say where fraud was seen, not who did it. You can ask "Where is fraud rising?" or "Fraud dispute rate by issuer country".`,
  },
  {
    patterns: [
      /\b(?:approve|reject|apply|accept|execute|implement|deploy|confirm|activate) (?:it|this|that|them|these|those|all of them|the (?:proposal|proposals|change|changes|recommendation|recommendations|rule|suggestion|first|second)|proposal|recommendation)\b/,
      /^(?:please |can you |could you |would you |go ahead and |just |now |ok |okay |yes |then )*(?:approve|apply|execute|implement|deploy|enable|disable|activate|deactivate|turn (?:on|off)|block|unblock|refund|cancel|delete|remove|roll back|rollback|capture|void|charge|pay)\b(?! by| rate| rates| reasons?| codes?)/,
      /^(?:please |can you |could you |would you |go ahead and |just |now |ok |okay |yes |then )*(?:move|switch|route|reroute|shift|send|redirect|set|change|update|increase|raise|lower|decrease|retry|stop|start|add|configure) (?:all|the|our|my|it|them|this|that|these|those|every|\d+|more|less|some|half|traffic|volume|rule|routing|retries|threshold|brazil\w*|visa|mastercard|amex|payments|failed|declined)\b(?!.*\b(?:would|worth|what if|happen)\b)/,
      /\b(?:do it for me|approve it|go ahead|make the change|make it so|apruebalo|apruebala|aprueba(?:lo|la)? (?:por mi|esto)|aplicalo|aprove isso|aprova isso|aplique isso|genehmige das|genehmige es|setz das um|approuve(?:z|r)? (?:le|la|les|ca|cela|tout)|applique(?:z|r)? (?:le|la|les|ca|cela|tout)|valide(?:z|r)? (?:le|la|les|ca|cela|tout)|bloque(?:z|r)? (?:le|la|les|cette|ce|tout)|fuhre das aus|wende das an)\b/,
    ],
    message:
      'Nothing is approved, applied or changed from a question: a person decides each proposal, on its card, with the evidence beside it. I can show what a change would be worth, or the proposals that are waiting: ask "Three things to do today, by money".',
  },
  {
    patterns: [
      /\b(?:forecast|predict|prediction|projection|project the|will (?:the |our |my )?(?:approval|approvals|decline|declines|fraud|rate|volume|revenue|it|we|they|there) (?:rate )?(?:be|drop|rise|fall|increase|decrease|improve|look|reach|happen|get))\b/,
      /\b(?:what|how|which|when|where) (?:\w+ ){0,4}will\b/,
      /\b(?:in the future|going to (?:be|drop|rise|fall|happen|look)|pronostico|prevision|prognose|vorhersage|previsao|previsions?)\b/,
    ],
    unless: /\b(?:limit|threshold|programme|program|vamp|ecm|breach|scheme|worth)\b/,
    message: `The loaded data say what happened, not what will happen: there is no forecast here. You can ask what changed and since when, ${example}`,
  },
  {
    patterns: [
      /\b(?:is it (?:legal|lawful|illegal)|legal advice|lawyer|lawsuit|sue|tax advice|medical|doctor|diagnos\w+|symptoms?|investment advice|should i invest)\b/,
    ],
    message: `That needs a professional, not payment data. ${ask}, ${example}`,
  },
  {
    patterns: [
      /\b(?:book (?:me )?an?|temps fera|meteo|blague|poeme|recette|weather|temperature outside|rain|raining|poems?|jokes?|haiku|song|lyrics|story|recipe|cook|football|soccer|world cup|movie|film|stock (?:price|market)|share price|stocks|bitcoin|crypto|horoscope|president|prime minister|capital of|population of|translate|translation|essay|homework|write (?:me )?(?:a|an|some)|python|javascript|typescript|java|html|code for|program that|birthday|holiday destination|restaurant|news|meaning of life|who won|who invented|clima|tiempo hace|wetter|gedicht|witz|chiste|poema|piada|hauptstadt)\b/,
    ],
    unless: /\b(?:decline code|response code|chargeback|approval|declines?|authori[sz]ation)\b/,
    message: `That is not about the loaded payments. ${ask}, ${example}`,
  },
  {
    patterns: [
      /\b(?:over|above|under|below|more than|less than|greater than|at least|up to|between) (?:dollar |euro |pound |eur |usd |gbp )?\d+ (?:dollars?|euros?|pounds?|eur|usd|gbp|brl|reais)\b/,
      /\b(?:over|above|under|below|more than|less than|greater than) (?:dollar|euro|pound|eur|usd|gbp|an amount of) ?\d+\b/,
      /\b(?:payments?|transactions?|amounts?|tickets?) (?:over|above|under|below|of more than|of less than|greater than|larger than|smaller than) \d+\b/,
    ],
    message: `Amounts can be broken down but not cut at a limit of your choice: ask "approval rate by amount bucket" to see large and small payments side by side.`,
  },
];

/**
 * Why the question is refused and what can be asked instead, or null. Give the folded text as written and in English: both
 * are looked at.
 */
export function refusalOf(...texts: readonly string[]): string | null {
  const found = refusals.find(({ patterns, unless }) =>
    texts.some((text) => patterns.some((pattern) => pattern.test(text)) && !unless?.test(text)),
  );
  return found?.message ?? null;
}
