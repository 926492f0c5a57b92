import { Form, useLocation, useSearchParams } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Icon, useT, VisuallyHidden } from "#app/ui/kit";

/** Finds a request from anywhere: "/" or Ctrl K puts the cursor here unless somebody is writing. */
export function FindBox() {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [search] = useSearchParams();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const asks = event.key === "/" ? !isWriting(event.target) : event.key === "k" && (event.ctrlKey || event.metaKey);
      if (!asks || (event.key === "/" && (event.ctrlKey || event.metaKey || event.altKey))) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const isFinding = useLocation().pathname === "/coordinator/requests";
  const q = isFinding ? (search.get("q") ?? "") : "";
  return (
    <Form method="get" action="/coordinator/requests" role="search" className="find">
      <label>
        <VisuallyHidden>{t("coordinator:frame.find")}</VisuallyHidden>
        <Icon name="search" />
        <input
          key={q}
          ref={input}
          className="control"
          type="search"
          name="q"
          defaultValue={q}
          placeholder={t("coordinator:frame.findHint")}
          autoComplete="off"
          spellCheck={false}
        />
        <span className="find-key" aria-hidden="true">
          /
        </span>
      </label>
    </Form>
  );
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
