/** The rules' values. Defaults are those of docs/domain.md; the database holds dated rows that replace them. */

export const DEFAULT_RULES = {
  "office.opens": "08:30",
  "office.closes": "17:00",
  /** Offer deadline in minutes by time left to the start. */
  "offer.urgentMinutes": 10,
  "offer.soonMinutes": 60,
  "offer.weekOfficeMinutes": 240,
  "offer.laterOfficeMinutes": 480,
  "offer.urgentBelowMinutes": 240,
  /** An offer never waits longer than until this many minutes before the start. */
  "offer.latestBeforeStartMinutes": 120,
  /** An answer is promised for at least this long before the start; never less than the offer's own lead. */
  "promise.leadMinutes": 120,
  /** Whoever waits is told that a promise may be missed for its last so many office minutes. */
  "promise.warnMinutes": 60,
  /** No offers are sent from `night.from` to `night.to`, but for starts before `night.exceptStartsBefore`. */
  "night.from": "22:00",
  "night.to": "07:00",
  "night.exceptStartsBefore": "09:00",
  "unknown.askableFrom": "08:00",
  "unknown.askableTo": "20:00",
  "hours.capMinutes": 2400,
  "cancel.lateOfficeMinutes": 510,
  "withdraw.untilMinutesBefore": 1440,
  "team.fromMinutes": 120,
  "undo.seconds": 10,
  /** Up to so many minutes apart two versions of a service are nearly the same. */
  "attest.differenceMinutes": 10,
  /** Whoever asked hears of a report after so long, in which it can still be corrected. */
  "attest.graceMinutes": 15,
  /** They are asked again, a last time, and their silence counts, so many working days after it. */
  "attest.againDays": 1,
  "attest.lastDays": 3,
  "attest.silenceDays": 5,
  /** Signatures, names and words beside an attestation or a decision are kept so long. */
  "attest.keepDays": 365,
  /** The facts of an act are kept so long; afterwards its record still proves an act that somebody has. */
  "record.keepDays": 1825,
  "disclosure.daysAfter": 30,
  "disclosure.classCHoursBefore": 24,
  /** The scan of a paper is kept for so long after the paper has ended. */
  "papers.scanDays": 365,
  /** The picture of a receipt is kept for so long after its month was approved. */
  "expenses.receiptDays": 90,
  /** A client may say how it was until so many days after the end. */
  "evaluation.days": 7,
  /** Requesters are asked about every so many months; 0: never. */
  "survey.months": 3,
  "survey.days": 14,
  /** A complaint is answered within so many working days. */
  "complaint.workingDays": 10,
  /** The words of a complaint, praise or survey are kept so long after it was dealt with. */
  "complaint.keepDays": 365,
  /** Whoever wants to interpret can say so on a public page. */
  "door.candidates": "off",
};

export type Rules = typeof DEFAULT_RULES;
export type RuleKey = keyof Rules;
