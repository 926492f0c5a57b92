/** Single keys for what coordinators do all day. Never where somebody writes, never with a modifier, and they can be put out of use. */
import { useLocation, useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Button, Dialog, Form, useT } from "#app/ui/kit";
import { isWriting, step } from "./key-moves";

const KEYS = ["?", "j", "k", "Enter", "o", "m", "t", "n", "/", "Ctrl K"] as const;
/** What j and k go through, in the order of the page. */
const ITEMS = ".queue-card, .row-card, .candidate, .way, .plan-line, [data-request]";

export function Keys({ areOn }: { areOn: boolean }) {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the help
  useEffect(() => setAsking(false), [pathname, search]);
  useEffect(() => {
    if (!areOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const deed = DEEDS[event.key];
      if (event.key === "?") setAsking(true);
      else if (deed && !event.shiftKey) deed({ go: navigate, back: pathname + search });
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [areOn, navigate, pathname, search]);
  return (
    <Dialog open={isAsking} onClose={() => setAsking(false)} title={t("coordinator:keys.title")}>
      <KeyList hasKeys={areOn} back={pathname + search} />
    </Dialog>
  );
}

/** Each key with what it does, and the switch. */
export function KeyList({ hasKeys, back }: { hasKeys: boolean; back?: string }) {
  const t = useT();
  return (
    <div className="stack">
      <dl className="key-list">
        {KEYS.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`coordinator:keys.does.${NAMES[key] ?? key}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t(`coordinator:keys.${hasKeys ? "areOn" : "areOff"}`)}</p>
      <Form method="post" action="/coordinator/keys" preventScrollReset>
        {back && <input type="hidden" name="back" value={back} />}
        <Button name="keys" value={hasKeys ? "off" : "on"}>
          {t(`coordinator:keys.${hasKeys ? "turnOff" : "turnOn"}`)}
        </Button>
      </Form>
    </div>
  );
}

/** Keys that cannot stand in a catalogue as they are. */
const NAMES: Partial<Record<string, string>> = { "?": "help", "/": "find", "Ctrl K": "findAnywhere" };

interface Hand {
  go: (to: string) => void;
  back: string;
}

const DEEDS: Partial<Record<string, (hand: Hand) => void>> = {
  j: () => step(itemsOf(), 1),
  k: () => step(itemsOf(), -1),
  o: (hand) => offer(hand),
  m: (hand) => move(hand),
  t: ({ go }) => press(document.querySelector("[data-shortcut=today]")) || go("/coordinator/calendar"),
  n: ({ go }) => go("/coordinator/new"),
};

function itemsOf(): HTMLElement[] {
  const found = [...document.querySelectorAll<HTMLElement>(ITEMS)];
  return found.filter(
    (item) => item.checkVisibility() && !found.some((other) => other !== item && other.contains(item)),
  );
}

function current(): HTMLElement | undefined {
  return itemsOf().find((item) => item.contains(document.activeElement));
}

/** The offer is prepared, not sent: the button comes into focus and Enter presses it. */
function offer({ go }: Hand): void {
  const item = current();
  const button = (item ?? document).querySelector<HTMLElement>("button[name=intent][value=offer]");
  button?.focus();
  const request = !button && item && requestOf(item);
  if (request) go(`/coordinator/requests/${request}#candidates`);
}

function move({ go, back }: Hand): void {
  const item = current();
  if (press((item ?? document.querySelector("main"))?.querySelector("a[href^='/coordinator/move']"))) return;
  const request = item ? requestOf(item) : /^\/coordinator\/requests\/([\w-]+)/.exec(back)?.[1];
  if (!request) return;
  const params = new URLSearchParams({ request, back });
  const assignment = item?.dataset.assignment;
  if (assignment) params.set("assignment", assignment);
  go(`/coordinator/move?${params}`);
}

/** The request that an item is about: its own mark, or where its first such link leads. */
function requestOf(item: HTMLElement): string | undefined {
  if (item.dataset.request) return item.dataset.request;
  const link = item.querySelector("a[href^='/coordinator/requests/']")?.getAttribute("href") ?? "";
  return /^\/coordinator\/requests\/([\w-]+)/.exec(link)?.[1];
}

function press(link: Element | null | undefined): boolean {
  if (!(link instanceof HTMLElement)) return false;
  link.click();
  return true;
}
