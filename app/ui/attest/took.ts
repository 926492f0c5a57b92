import { timeRange } from "#app/i18n/format";
import type { ServiceShown } from "#app/queries/everyone/attesting";
import { useReader } from "../locale";

/** "notika 10:00–11:00", or why not. */
export function useTook(): (
  told: Pick<ServiceShown["report"], "held" | "notHeldReason" | "startedAt" | "endedAt">,
) => string {
  const { t, locale } = useReader();
  return ({ held, notHeldReason, startedAt, endedAt }) =>
    held && startedAt !== null && endedAt !== null
      ? t("attest:took", { time: timeRange(locale, { start: startedAt, end: endedAt }) })
      : t("attest:tookNot", { why: t(`domain:notHeldReason.${notHeldReason}`) });
}
