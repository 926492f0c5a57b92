/**
 * After an action on the board: what was done, for how long it can be taken back, and the button for it. Until then nobody is
 * told. Stands once in the coordinators' layout, so it survives moving between their pages; the address names the action
 * (`?undo=MARK`). Without JavaScript it is a plain form that the server refuses with words when it is too late.
 */
import { useFetcher, useLocation, useSearchParams } from "@remix-run/react";
import "#app/styles/undo.css";
import { useCallback, useEffect, useRef, useState } from "react";
import { Icon } from "./icon";
import { useT } from "./locale";
import { Form } from "./post-form";

interface Undoable {
  mark: string;
  kind: string;
  reference: string;
  leftMs: number;
  key: string;
}

const OUTCOMES = ["done", "undo_too_late", "undo_conflict", "not_found", "guard_refused"] as const;
type Outcome = (typeof OUTCOMES)[number];

export function UndoToast() {
  const t = useT();
  const [params] = useSearchParams();
  const isAwake = useAwake();
  const mark = params.get("undo");
  const undone = OUTCOMES.find((outcome) => outcome === params.get("undone"));
  return (
    <div className="undo-region" role="status" aria-label={t("coordinator:undo.region")}>
      {isAwake ? <LiveToast mark={mark} /> : mark && <PlainToast mark={mark} />}
      {undone && <Told key={params.toString()} outcome={undone} />}
    </div>
  );
}

function useAwake(): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  return isAwake;
}

function PlainToast({ mark }: { mark: string }) {
  const t = useT();
  return (
    <Form method="post" action="/coordinator/undo" className="undo-toast undo-plain">
      <Hidden mark={mark} formKey={`undo-${mark}`} />
      <p>{t("coordinator:undo.plain")}</p>
      <button className="button" type="submit">
        <Icon name="undo" /> {t("coordinator:undo.action")}
      </button>
    </Form>
  );
}

function Hidden({ mark, formKey }: { mark: string; formKey: string }) {
  const { pathname, search } = useLocation();
  return (
    <>
      <input type="hidden" name="event" value={mark} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="back" value={pathname + search} />
    </>
  );
}

/** Asks once per action how long is left, counts down by the page's own clock, and stays when the page below changes. */
function LiveToast({ mark }: { mark: string | null }) {
  const t = useT();
  const asked = useFetcher<Undoable>();
  const undo = useFetcher<{ outcome: Outcome }>();
  const [shown, setShown] = useState<{ action: Undoable; until: number } | null>(null);
  const [now, setNow] = useState(0);
  const [told, setTold] = useState<Outcome | null>(null);
  const lastAsked = useRef<string | null>(null);
  /** What came of an action's undo stays said, though the page below and what it asked are read again. */
  const answered = useRef<string | null>(null);
  const tried = useRef<string | null>(null);

  const { load } = asked;
  useEffect(() => {
    if (!mark || lastAsked.current === mark) return;
    lastAsked.current = mark;
    load(`/coordinator/undo?event=${encodeURIComponent(mark)}`);
  }, [mark, load]);

  useEffect(() => {
    const action = asked.data;
    if (action && action.leftMs > 0 && action.mark !== answered.current) {
      setNow(performance.now());
      setShown({ action, until: performance.now() + action.leftMs });
      setTold(null);
    }
  }, [asked.data]);

  const isCounting = shown !== null && undo.state === "idle";
  useEffect(() => {
    if (!isCounting) return;
    const beat = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(beat);
  }, [isCounting]);

  const { submit } = undo;
  const take = useCallback(() => {
    if (!shown) return;
    const { mark: event, key } = shown.action;
    tried.current = event;
    submit({ event, key, inline: "1" }, { method: "post", action: "/coordinator/undo" });
  }, [shown, submit]);

  const isOpen = shown !== null && now < shown.until;
  useControlZ(isOpen && undo.state === "idle", take);

  useEffect(() => {
    if (!undo.data) return;
    setShown(null);
    setTold(undo.data.outcome);
    answered.current = tried.current;
  }, [undo.data]);

  if (shown && (isOpen || undo.state !== "idle")) {
    const seconds = Math.max(0, Math.ceil((shown.until - now) / 1000));
    return (
      <div className="undo-toast">
        <p>
          <strong>{t(`coordinator:undo.did.${shown.action.kind}`, { reference: shown.action.reference })}</strong>{" "}
          {t("coordinator:undo.held")}
        </p>
        <button type="button" className="button" onClick={take} disabled={undo.state !== "idle"}>
          <Icon name="undo" /> {t("coordinator:undo.action")}
          <span className="undo-seconds" aria-hidden="true">
            {seconds} s
          </span>
        </button>
        <kbd>Ctrl Z</kbd>
      </div>
    );
  }
  return told && <Told outcome={told} />;
}

/** What came of it, for a while. */
function Told({ outcome }: { outcome: Outcome }) {
  const t = useT();
  const [isShown, setShown] = useState(true);
  useEffect(() => {
    const gone = setTimeout(() => setShown(false), 8_000);
    return () => clearTimeout(gone);
  }, []);
  if (!isShown) return null;
  return (
    <div className="undo-toast" data-outcome={outcome}>
      <Icon name={outcome === "done" ? "secured" : "problem"} />
      <p>{t(`coordinator:undo.outcome.${outcome}`)}</p>
    </div>
  );
}

/** Not where somebody types: there Ctrl+Z takes back letters. */
function useControlZ(isOn: boolean, take: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element &&
        event.target.closest("input:not([type=radio],[type=checkbox]), textarea, [contenteditable]");
      if (typing || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      take();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isOn, take]);
}
