import { useActionData, useLocation } from "@remix-run/react";
import { useRef } from "react";

/**
 * What the page's action answered, until the reader goes on or sends again. A page that reads itself anew loses it in the
 * router, but whoever was refused something must be able to read why for as long as they like.
 */
export function useAnswer<A>(): ReturnType<typeof useActionData<A>> {
  const answer = useActionData<A>();
  const { key } = useLocation();
  const kept = useRef<{ key: string; answer: typeof answer } | null>(null);
  if (answer !== undefined) kept.current = { key, answer };
  return answer ?? (kept.current?.key === key ? kept.current.answer : undefined);
}
