/** The number of the desk that a request is for: looked up when the form turns out to be about another region than the page's. */
import { useEffect, useState } from "react";

interface Desk {
  region: string;
  phone: string | null;
}

/** `known` is what the page was given; until another desk's number has come it is that one. No region: nobody is to be called. */
export function useDeskPhone(region: string | null, known: Desk | null): string | null {
  const [found, setFound] = useState<Desk | null>(null);
  const isKnown = region === null || region === known?.region || region === found?.region;
  useEffect(() => {
    if (isKnown) return;
    const stop = new AbortController();
    void phoneOf(region, stop.signal).then((phone) => stop.signal.aborted || setFound({ region, phone }));
    return () => stop.abort();
  }, [region, isKnown]);
  return (region !== null && region === found?.region ? found : known)?.phone ?? null;
}

/** null when nobody answers: the form goes on without a number. */
async function phoneOf(region: string, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(`/desk?${new URLSearchParams({ region })}`, { signal });
    const said: unknown = answer.ok ? await answer.json() : null;
    return said && typeof said === "object" && "phone" in said && typeof said.phone === "string" ? said.phone : null;
  } catch {
    return null;
  }
}
