import { Badge, useT } from "#app/ui/kit";

export function TextsBadge({ state }: { state: "confirmed" | "saved" | "draft" | "none" }) {
  const t = useT();
  const sign = state === "confirmed" ? "secured" : state === "none" ? undefined : "waiting";
  return <Badge sign={sign}>{t(`heard:texts.is.${state}`)}</Badge>;
}
