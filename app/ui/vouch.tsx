/** The way round a false alarm of the guard of free text. */
import { CheckboxField, useErrorKeys, useField } from "./form";
import { useT } from "./locale";

/** What is wrong for the guard, but may be no person's number. */
const ALARMS: ReadonlySet<string> = new Set([
  "request:error.code_like",
  "request:error.email",
  "request:error.privatePhone",
  "explain:refusal.holds_code_like",
  "explain:refusal.holds_email",
  "explain:refusal.holds_phone",
]);

/** "This is no person's number": asked once there was an alarm, here or on the other side, and kept as long as it was said. */
export function Vouch({ isAlarmed: isAlarmedHere = false }: { isAlarmed?: boolean }) {
  const t = useT();
  const isAlarmed = useErrorKeys().some((key) => ALARMS.has(key)) || isAlarmedHere;
  const { typedText } = useField("vouched");
  if (!isAlarmed && typedText !== "on") return null;
  return <CheckboxField name="vouched" label={t("common:vouch.label")} hint={t("common:vouch.hint")} />;
}
