/**
 * Keeps an open page true. While somebody looks at it, it asks every few seconds whether anything has happened that it shows,
 * and only then are its loaders asked again: focus, scroll, opened parts and the answer of the last action stay. What somebody
 * types in is never taken from under their hands, and a session that has ended is said, not acted upon.
 */
import { useFetcher, useMatches, useNavigation } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../button";
import { useT } from "../locale";
import { Notice } from "../page";

/** Whose page it is, and how far events had come when it was read. */
export interface LiveMark {
  as: string;
  since: string;
}

export type News = "none" | "news" | "signed_out" | "somebody_else";

const NEWS: readonly News[] = ["none", "news", "signed_out", "somebody_else"];
const ASK_MS = 5_000;
/** Deadlines pass and meetings end without anybody doing anything: after this long a page is asked again in any case. */
const OLD_MS = 60_000;
const PATH = "/news";

export function Live({ mark }: { mark: LiveMark }) {
  const [session, ask] = useNews(mark);
  const t = useT();
  return (
    <div className="live" role="status">
      {session !== "same" && (
        <Notice tone="waiting" title={t(`common:live.${session}`)}>
          <p>{t(`common:live.${session}Text`)}</p>
          <p className="row">
            {session === "signed_out" && (
              <a className="button" href="/login" target="_blank" rel="noreferrer">
                {t("common:nav.signIn")}
              </a>
            )}
            <Button type="button" onClick={() => ask("now")}>
              {t("common:live.again")}
            </Button>
          </p>
        </Notice>
      )}
    </div>
  );
}

type Session = "same" | Extract<News, "signed_out" | "somebody_else">;
/** `now`: the page is read again even when nothing was recorded. */
type Ask = (when?: "now") => void;

function useNews(mark: LiveMark): [Session, Ask] {
  const { submit, state } = useFetcher();
  const navigation = useNavigation();
  const [session, setSession] = useState<Session>("same");
  const isStill = useIsStill();
  const mustWait = useTyping();
  const isBusy = state !== "idle" || navigation.state !== "idle";
  const page = useRef({ mark, isBusy, isStill, readAt: 0, isAsking: false });
  if (page.current.mark !== mark) page.current.readAt = now();
  Object.assign(page.current, { mark, isBusy, isStill });

  const ask = useCallback<Ask>(
    async (when) => {
      const { current } = page;
      if (current.isAsking || current.isBusy || document.hidden) return;
      current.isAsking = true;
      const news = await newsSince(current.mark);
      current.isAsking = false;
      if (news === null) return;
      const isOther = news === "signed_out" || news === "somebody_else";
      setSession(isOther ? news : "same");
      const isOld = when === "now" || news === "news" || now() - current.readAt > OLD_MS;
      if (isOther || !isOld || current.isStill || current.isBusy || mustWait()) return;
      submit(null, { method: "post", action: PATH });
    },
    [submit, mustWait],
  );

  useEffect(() => {
    if (session !== "same") return;
    const beat = setInterval(ask, ASK_MS);
    return () => clearInterval(beat);
  }, [ask, session]);
  useComingBack(ask);
  useRefusals(ask, mark);
  return [session, ask];
}

/** Null when nobody answers: a tunnel or a restart is no news. */
async function newsSince({ as, since }: LiveMark): Promise<News | null> {
  try {
    const answer = await fetch(`${PATH}?${new URLSearchParams({ as, since })}`);
    const said: unknown = answer.ok ? await answer.json() : null;
    return NEWS.find((news) => news === said) ?? null;
  } catch {
    return null;
  }
}

/** The browser's stopwatch: its clock may be wrong. */
function now(): number {
  return typeof performance === "undefined" ? 0 : performance.now();
}

/** A tab that is looked at again, a device that wakes, a page taken from the browser's memory. */
function useComingBack(ask: Ask): void {
  useEffect(() => {
    const comeBack = () => ask("now");
    const fromMemory = ({ persisted }: PageTransitionEvent) => persisted && ask("now");
    document.addEventListener("visibilitychange", comeBack);
    window.addEventListener("online", comeBack);
    window.addEventListener("pageshow", fromMemory);
    return () => {
      document.removeEventListener("visibilitychange", comeBack);
      window.removeEventListener("online", comeBack);
      window.removeEventListener("pageshow", fromMemory);
    };
  }, [ask]);
}

/** A refused post reads nothing again by itself: the page under the refusal would go on showing what is no more. */
function useRefusals(ask: Ask, mark: LiveMark): void {
  const { state, formMethod } = useNavigation();
  const posted = useRef<LiveMark | null>(null);
  useEffect(() => {
    if (state !== "idle" && formMethod === "POST") posted.current ??= mark;
    if (state !== "idle" || !posted.current) return;
    const isReadAgain = posted.current !== mark;
    posted.current = null;
    if (!isReadAgain) ask("now");
  }, [state, formMethod, mark, ask]);
}

/** `handle = { still: true }` on the page's own route: a form or a plan that must not change under the hand. */
function useIsStill(): boolean {
  const handle = useMatches().at(-1)?.handle;
  return typeof handle === "object" && handle !== null && "still" in handle && handle.still === true;
}

const TYPED_IN = "textarea, input:not([type=radio], [type=checkbox], [type=submit], [type=button])";

/** Something is being typed, corrected, dragged or read in a dialog. */
function useTyping(): () => boolean {
  const touched = useRef(new Set<HTMLFormElement>());
  useEffect(() => {
    const touch = ({ target }: Event) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
        if (target.matches(TYPED_IN) && target.form?.method === "post") touched.current.add(target.form);
    };
    const send = ({ target }: Event) => {
      if (target instanceof HTMLFormElement) touched.current.delete(target);
    };
    document.addEventListener("input", touch);
    document.addEventListener("submit", send);
    return () => {
      document.removeEventListener("input", touch);
      document.removeEventListener("submit", send);
    };
  }, []);
  return useCallback(() => {
    for (const form of touched.current) if (!form.isConnected) touched.current.delete(form);
    const hand = document.querySelector("dialog[open], [data-dragging], main form [aria-invalid=true]");
    return hand !== null || touched.current.size > 0;
  }, []);
}
