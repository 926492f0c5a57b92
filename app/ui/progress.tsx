import { useNavigation } from "@remix-run/react";

/** A thin line at the top while a page or an answer is on its way; shows only what lasts longer than half a second. */
export function Progress() {
  const { state } = useNavigation();
  return state === "idle" ? null : <div className="progress" aria-hidden="true" />;
}
