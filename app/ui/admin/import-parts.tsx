/** What the pages of imports share: the page that waits for work to go on. */
import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { Notice, useT } from "../kit";

/** Without scripts the browser itself asks again. */
const ASK_SECONDS = 2;

/** Work that goes on by itself: how far it is, asked again until it is done. */
export function UnderWay({ words }: { words: string }) {
  const t = useT();
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const next = setTimeout(revalidate, ASK_SECONDS * 500);
    return () => clearTimeout(next);
  }, [revalidate, state]);
  return (
    <Notice tone="waiting" title={words} announce>
      <p>{t("import:page.workingHint")}</p>
      <noscript>
        <meta httpEquiv="refresh" content={String(ASK_SECONDS)} />
      </noscript>
    </Notice>
  );
}
