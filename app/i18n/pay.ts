/** Why a row of a statement is what it is, in words. */
import type { Locale } from "#app/dispatch/vocabulary";
import { firstOf } from "#app/pay/statement";
import type { MonthText, Reason } from "#app/pay/vocabulary";
import { duration, euros, monthAndYear } from "./format";
import type { Translate } from "./index";

/** "60 min dienā pa 15,00 € stundā". */
export function reasonSentence(t: Translate, locale: Locale, reason: Reason): string {
  switch (reason.code) {
    case "work":
    case "waiting":
    case "lost":
      return t(`pay:reason.${reason.code}`, {
        time: duration(reason.minutes),
        kind: t(`pay:kind.${reason.kind}`),
        rate: euros(locale, reason.centsPerHour),
        percent: "percent" in reason ? reason.percent : 100,
      });
    case "break":
      return t("pay:reason.break", { time: duration(reason.minutes), kind: t(`pay:kind.${reason.kind}`) });
    case "least":
      return t("pay:reason.least", { time: duration(reason.minutes), least: duration(reason.least) });
    case "rounded":
      return t("pay:reason.rounded", { time: duration(reason.minutes), unit: duration(reason.unit) });
    case "reused":
      return t("pay:reason.reused", { time: duration(reason.minutes), promised: duration(reason.promised) });
    case "notice":
      return t("pay:reason.notice", { office: duration(reason.officeMinutes), percent: reason.percent });
    case "not_held":
      return t("pay:reason.not_held", { why: t(`domain:notHeldReason.${reason.reason}`) });
    case "together":
      return t(`pay:reason.${reason.as}`);
    case "km":
      return t("pay:reason.km", { km: reason.km, rate: euros(locale, reason.centsPerKm) });
    case "tickets":
      return t("pay:reason.tickets", { sum: euros(locale, reason.cents) });
    case "travel_time":
      return t("pay:reason.travel_time", {
        time: duration(reason.minutes),
        rate: euros(locale, reason.centsPerHour),
      });
    case "expense":
      return t("pay:reason.expense", { kind: t(`pay:expense.${reason.kind}`) });
    case "late":
      return t("pay:reason.late", { month: monthName(locale, reason.month) });
    case "correction":
      return t("pay:reason.correction", {
        month: monthName(locale, reason.month),
        before: euros(locale, reason.before),
        after: euros(locale, reason.after),
      });
    case "waived":
    case "volunteer":
    case "once_a_day":
      return t(`pay:reason.${reason.code}`);
  }
}

/** "2026. gada marts". */
export function monthName(locale: Locale, month: MonthText): string {
  return monthAndYear(locale, firstOf(month));
}
