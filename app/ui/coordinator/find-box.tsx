import { useLocation, useSearchParams } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Form, Icon, useT, VisuallyHidden } from "#app/ui/kit";
import { isWriting } from "./key-moves";

/** Finds a request from anywhere: Ctrl K puts the cursor here, and so does "/" where single keys are wanted and nobody is writing. */
export function FindBox({ hasKeys }: { hasKeys: boolean }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [search] = useSearchParams();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const asks =
        event.key === "/" ? hasKeys && !isWriting(event.target) : event.key === "k" && (event.ctrlKey || event.metaKey);
      if (!asks || (event.key === "/" && (event.ctrlKey || event.metaKey || event.altKey))) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [hasKeys]);
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
        {hasKeys && (
          <span className="find-key" aria-hidden="true">
            /
          </span>
        )}
      </label>
    </Form>
  );
}
