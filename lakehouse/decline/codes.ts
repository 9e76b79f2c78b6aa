import type { DeclineCode, NetworkCategory, Vocabulary } from "./decline-code.ts";
import { eventCodes } from "./event-codes.ts";
import { normaliseCode } from "./normalise-code.ts";
import type { DeclineReasonCode } from "./reasons.ts";

type Meaning = readonly [Vocabulary, NetworkCategory, ...spellings: string[]];

/**
 * What every code means: per reason, who spells it how. Braintree's codes stand beside its response texts.
 * Two ISO codes mean different things on different networks and are read as Visa does: 65 (a count limit; on Mastercard in
 * Europe also "authenticate") and 82 (a failed cryptogram; on Mastercard a policy decline that the advice code explains).
 */
const meanings = {
  INSUFFICIENT_FUNDS: [
    ["iso", 2, "51"],
    ["stripe", 2, "insufficient_funds"],
    ["adyen", 2, "NotEnoughBalance"],
    ["braintree", 2, "2001", "Insufficient Funds"],
  ],
  DO_NOT_HONOR: [
    ["iso", 4, "05"],
    ["stripe", 4, "do_not_honor", "generic_decline", "no_action_taken", "try_again_later"],
    ["stripe", 4, "card_declined"],
    ["adyen", 4, "Refused", "DeclinedNonGeneric", "Declined"],
    ["braintree", 4, "2000", "Do Not Honor", "2034", "No Action Taken", "2046", "Declined"],
    ["braintree", 4, "2038", "Processor Declined", "2104", "Offline Issuer Declined", "2074"],
  ],
  LIMIT_EXCEEDED: [
    ["iso", 2, "61", "65", "N3", "N4", "Z5"],
    ["stripe", 2, "card_velocity_exceeded", "withdrawal_count_limit_exceeded"],
    ["adyen", 2, "WithdrawalAmountExceeded", "WithdrawalCountExceeded"],
    ["braintree", 2, "2002", "Limit Exceeded", "2003", "Cardholder's Activity Limit Exceeded"],
    ["braintree", null, "2086", "PayPal Transaction Limit Exceeded"],
  ],
  REFER_TO_ISSUER: [
    ["iso", 4, "01", "02"],
    ["stripe", 4, "call_issuer", "approve_with_id"],
    ["adyen", 4, "Referral"],
    ["braintree", 4, "2011", "Voice Authorization Required", "2044", "Declined - Call Issuer"],
    ["braintree", 4, "2041", "Declined - Call For Approval"],
  ],
  PIN_TRIES_EXCEEDED: [
    ["iso", 4, "38"],
    ["iso", 2, "75"],
    ["stripe", 2, "pin_try_exceeded"],
    ["adyen", 2, "PinTriesExceeded"],
    ["braintree", 2, "2103", "PIN try exceeded"],
  ],
  AUTHENTICATION_REQUIRED: [
    ["iso", 3, "1A", "70"],
    ["stripe", 3, "authentication_required", "online_or_offline_pin_required"],
    ["stripe", 3, "mobile_device_authentication_required", "offline_pin_required"],
    ["adyen", 3, "AuthenticationRequired", "CardRequiresOnlinePin", "OnlinePinRequired"],
    ["adyen", null, "MobilePinRequired", "CvmRequiredRestartPayment"],
    ["braintree", 3, "2099", "Cardholder Authentication Required"],
    ["braintree", 3, "2101", "Additional authorization required"],
  ],
  AUTHENTICATION_FAILED: [
    ["stripe", null, "authentication_failed", "payment_intent_authentication_failure"],
    ["adyen", null, "ThreeDNotAuthenticated", "3DNotAuthenticated"],
    ["adyen", null, "3DSAuthenticationError", "RReqNotReceivedFromDS"],
    ["braintree_gateway", null, "three_d_secure"],
  ],
  CANCELLED: [["adyen", null, "Cancelled", "ShopperCancelled"]],
  LOST_OR_STOLEN_CARD: [
    ["iso", 1, "04", "07", "41", "43"],
    ["stripe", 1, "lost_card", "stolen_card", "pickup_card"],
    ["braintree", 1, "2012", "Processor Declined - Possible Lost Card"],
    ["braintree", 1, "2013", "Processor Declined - Possible Stolen Card"],
    [
      "braintree",
      1,
      "2047",
      "Call Issuer. Pick Up Card.",
      "2053",
      "Card reported as lost or stolen",
    ],
  ],
  FRAUD_SUSPECTED: [
    ["iso", 2, "59"],
    ["stripe", 2, "fraudulent"],
    ["stripe", null, "highest_risk_level", "elevated_risk_level"],
    ["adyen", 2, "IssuerSuspectedFraud", "AcquirerFraud"],
    ["adyen", null, "Fraud", "FraudCancelled"],
    ["braintree", 2, "2014", "Processor Declined - Fraud Suspected"],
    ["braintree", null, "2077", "Transaction Refused Due To PayPal Risk Model"],
    ["braintree_gateway", null, "fraud", "risk_threshold"],
  ],
  SECURITY_DECLINE: [["iso", null, "83"]],
  CLOSED_ACCOUNT: [
    ["iso", 1, "46"],
    ["braintree", 1, "2108", "Closed Card"],
    ["braintree", null, "2075", "Payer Account Is Locked Or Closed"],
  ],
  STOP_PAYMENT_ORDER: [
    ["iso", 1, "R0", "R1", "R3"],
    ["stripe", 1, "stop_payment_order", "revocation_of_authorization"],
    ["stripe", 1, "revocation_of_all_authorizations"],
    ["adyen", 1, "RevocationOfAuth"],
    ["braintree", 1, "2017", "Cardholder Stopped Billing"],
    ["braintree", 1, "2018", "Cardholder Stopped All Billing"],
    ["braintree", null, "2070", "PayPal Buyer Revoked Pre-Approved Payment Authorization"],
  ],
  DO_NOT_RETRY: [
    ["stripe", null, "do_not_try_again", "previously_declined_do_not_retry"],
    ["braintree", null, "2043", "Error - Do Not Retry, Call Issuer"],
  ],
  EXPIRED_CARD: [
    ["iso", 3, "54"],
    ["stripe", 3, "expired_card", "invalid_expiry_month", "invalid_expiry_year"],
    ["adyen", 3, "ExpiredCard", "CardExpired"],
    ["braintree", 3, "2004", "Expired Card", "2006", "Invalid Expiration Date"],
  ],
  LIFECYCLE_DECLINE: [
    ["iso", null, "79"],
    ["stripe", null, "new_account_information_available"],
    ["braintree", null, "2022", "Declined - Updated Cardholder Available"],
    ["braintree", null, "2105", "Cannot Authorize at this time (Life cycle)"],
  ],
  INVALID_CARD_NUMBER: [
    ["iso", 3, "14"],
    ["iso", 1, "15"],
    ["stripe", 3, "incorrect_number", "invalid_number"],
    ["stripe", null, "invalid_account"],
    ["adyen", 3, "InvalidCardNumber"],
    ["braintree", 3, "2005", "Invalid Credit Card Number", "2007", "No Account"],
    ["braintree", 3, "2008", "Card Account Length Error"],
    ["braintree", 1, "2009", "No Such Issuer"],
    ["braintree", null, "2051", "Credit Card Number does not match method of payment"],
  ],
  INVALID_ACCOUNT_TYPE: [
    ["iso", 2, "39", "52", "53"],
    ["adyen", 2, "NoCheckingAccountAvailableOnCard", "NoSavingsAccountAvailableOnCard"],
  ],
  CVV_MISMATCH: [
    ["iso", 3, "N7", "82"],
    ["stripe", 3, "incorrect_cvc", "invalid_cvc"],
    ["adyen", 3, "CvcDeclined"],
    ["braintree", 3, "2010", "Card Issuer Declined CVV"],
    ["braintree", null, "2060", "Address Verification and Card Security Code Failed"],
    ["braintree_gateway", null, "cvv", "avs_and_cvv"],
  ],
  ADDRESS_MISMATCH: [
    ["stripe", null, "incorrect_zip", "incorrect_address"],
    ["adyen", null, "AvsDeclined"],
    ["braintree", null, "2059", "Address Verification Failed"],
    ["braintree_gateway", null, "avs"],
  ],
  VERIFICATION_FAILED: [
    ["iso", 4, "63"],
    ["iso", 3, "6P"],
    ["stripe", 4, "security_violation"],
    ["braintree", 4, "2021", "Security Violation"],
    ["braintree", null, "2078", "Invalid Secure Payment Data"],
    ["braintree", null, "2092", "No Data Found - Try Another Verification Method"],
  ],
  INCORRECT_PIN: [
    ["iso", 3, "55"],
    ["iso", 2, "86"],
    ["stripe", 3, "incorrect_pin", "invalid_pin"],
    ["adyen", 3, "InvalidPin"],
    ["adyen", 2, "PinValidationNotPossible"],
    ["braintree", 3, "2102", "Incorrect PIN"],
  ],
  INVALID_AMOUNT: [
    ["iso", 4, "13", "64"],
    ["stripe", 4, "invalid_amount"],
    ["adyen", 4, "InvalidAmount"],
    ["braintree", 4, "2048", "Invalid Amount", "2062", "Invalid Tax Amount"],
    ["braintree", null, "2056", "Transaction amount exceeds the transaction division limit"],
  ],
  TRANSACTION_NOT_PERMITTED: [
    ["iso", 1, "57"],
    ["stripe", 1, "transaction_not_allowed", "not_permitted", "service_not_allowed"],
    ["stripe", null, "card_not_supported", "currency_not_supported", "invalid_card_type"],
    ["adyen", 1, "TransactionNotPermitted", "NotSupported"],
    ["braintree", 1, "2015", "Transaction Not Allowed"],
    ["braintree", null, "2076", "Payer Cannot Pay For This Transaction With PayPal"],
  ],
  RESTRICTED_CARD: [
    ["iso", 2, "62"],
    ["stripe", 2, "restricted_card"],
    ["adyen", 2, "RestrictedCard"],
    ["braintree", 2, "2057", "Issuer or Cardholder has put a restriction on the card"],
  ],
  CARD_BLOCKED: [
    ["iso", 2, "5C", "9G", "78"],
    ["iso", 4, "76", "77"],
    ["adyen", 2, "BlockedCard"],
    ["braintree", 2, "2107", "Card Not Activated"],
  ],
  POLICY_DECLINE: [
    ["braintree", null, "2106", "Cannot Authorize at this time (Policy)", "2020", "Violation"],
  ],
  LEGAL_RESTRICTION: [["iso", 2, "93"]],
  BLOCKED_BY_RULE: [
    ["stripe", null, "rule", "merchant_blacklist"],
    ["adyen", null, "TransactionBlockedByAdyenToPreventExcessiveRetryFees"],
    ["adyen", null, "CurrentAIDIsInPenaltyBox"],
    ["braintree", null, "2085", "PayPal Payee Blocked Transaction"],
    ["braintree_gateway", null, "excessive_retry", "manual_transactions_not_allowed"],
  ],
  ISSUER_UNAVAILABLE: [
    ["iso", 2, "91"],
    ["iso", 4, "28", "68"],
    ["stripe", 2, "issuer_not_available"],
    ["adyen", 2, "IssuerUnavailable"],
  ],
  PROCESSOR_ERROR: [
    ["iso", 4, "06", "92"],
    ["iso", 2, "19", "96"],
    ["stripe", 2, "processing_error", "reenter_transaction"],
    ["adyen", 4, "AcquirerError", "Error", "NotSubmitted"],
    ["adyen", null, "TryAnotherInterface", "ChipDowngradeMode", "ContactlessFallback"],
    ["braintree", null, "3000", "Processor Network Unavailable - Try Again"],
    ["braintree", null, "2031", "Encryption Error"],
    ["braintree_gateway", null, "token_issuance"],
  ],
  MERCHANT_CONFIGURATION: [
    ["iso", 2, "03"],
    ["iso", 1, "12"],
    ["iso", 4, "30", "58"],
    ["stripe", null, "testmode_decline"],
    ["braintree", 1, "2019", "Invalid Transaction"],
    ["braintree", null, "2023", "Processor Does Not Support This Feature"],
    ["braintree", null, "2024", "Card Type Not Enabled", "2025", "Set Up Error - Merchant"],
    ["braintree", null, "2026", "Invalid Merchant ID", "2027", "Set Up Error - Amount"],
    ["braintree", null, "2028", "Set Up Error - Hierarchy", "2029", "Set Up Error - Card"],
    ["braintree", null, "2030", "Set Up Error - Terminal", "2032", "Surcharge Not Permitted"],
    ["braintree", null, "2033", "Inconsistent Data", "2040", "Invalid Store"],
    ["braintree", null, "2042", "Invalid Client ID", "2045", "Invalid Merchant Number"],
    ["braintree", null, "2049", "Invalid SKU Number", "2050", "Invalid Credit Plan"],
    ["braintree", null, "2055", "Invalid Transaction Division Number"],
    ["braintree", null, "2058", "Merchant not Mastercard SecureCode enabled"],
    ["braintree", null, "2061", "Invalid Transaction Data", "2064", "Invalid Currency Code"],
    ["braintree", null, "2066", "2068", "2071", "2072", "2073", "2079", "2081", "2082", "2083"],
    ["braintree", null, "2063", "2084", "2087", "2088", "2089", "2091", "2096", "2097", "2098"],
    ["braintree", null, "2035", "2093", "2100"],
    ["braintree_gateway", null, "application_incomplete"],
  ],
  DUPLICATE_TRANSACTION: [
    ["iso", 4, "94"],
    ["stripe", 4, "duplicate_transaction"],
    ["braintree", 4, "2016", "Duplicate Transaction"],
    ["braintree", null, "2069", "PayPal Blocking Duplicate Order IDs", "2094"],
    ["braintree_gateway", null, "duplicate"],
  ],
  ORIGINAL_NOT_FOUND: [
    ["iso", 4, "25"],
    ["braintree", null, "2036", "Authorization could not be found", "2037", "Already Reversed"],
    ["braintree", null, "2039", "Invalid Authorization Code", "2067", "Authorization Expired"],
  ],
} as const satisfies Record<Exclude<DeclineReasonCode, "OTHER">, readonly Meaning[]>;

const spelled: readonly DeclineCode[] = Object.entries(meanings).flatMap(([reason, rows]) =>
  rows.flatMap(([vocabulary, networkCategory, ...spellings]) =>
    spellings.map((spelling) => ({
      vocabulary,
      rawCode: normaliseCode(spelling),
      reason: reason as DeclineReasonCode,
      networkCategory,
    })),
  ),
);

/** Every raw code of every vocabulary, unique by (vocabulary, rawCode). */
export const declineCodes: readonly DeclineCode[] = [...spelled, ...eventCodes(spelled)];
