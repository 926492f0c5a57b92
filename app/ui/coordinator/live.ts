import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Asks the page's loaders again every `seconds` while somebody looks; focus, scroll and what is being typed stay. */
export function useLivePage(seconds = 5): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && state === "idle" && !isOpen()) revalidate();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [revalidate, state, seconds]);
}

/** A dialog is being read: what stands in it must not change under the hand. */
function isOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
