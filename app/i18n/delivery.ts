import type { Translate } from "./index";

/** Why a message has not been delivered, as `notifications.lastError` notes it: a code, then what the mail server said. */
export function failureSentence(t: Translate, error: string | null): string {
  const [code = "", ...detail] = (error ?? "").split(" ");
  return KNOWN.includes(code) ? t(`mail:failure.${code}`, { detail: detail.join(" ") }) : (error ?? "");
}

const KNOWN = ["no_address", "bad_address", "not_written", "gave_up", "smtp", "nobody_left"];
