import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { Notice, useT } from "../kit";
import { queuedReports, sendQueued } from "./queue";

/** A browser may believe that it has network and have none: nobody tells then when there is some. */
const AGAIN_MS = 20_000;

/** Sends what waits for network as soon as there is some, and says so. */
export function QueuedReports({ userId }: { userId: string }) {
  const t = useT();
  const [told, setTold] = useState<"queued" | "queuedSent" | "queuedFailed" | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    let isBusy = false;
    const send = async () => {
      if (isBusy) return;
      isBusy = true;
      for (const report of queuedReports(userId)) {
        const { as } = await sendQueued(userId, report);
        setTold(as === "sent" ? "queuedSent" : as === "refused" ? "queuedFailed" : "queued");
        if (as === "sent" || as === "refused") revalidate();
      }
      isBusy = false;
    };
    const tell = () => {
      setTold(queuedReports(userId).length > 0 ? "queued" : null);
      place.current?.scrollIntoView({ block: "end" }); // the button that was pressed may be far below
    };
    void send();
    const again = setInterval(send, AGAIN_MS);
    window.addEventListener("online", send);
    window.addEventListener("tilts:queued", tell);
    return () => {
      clearInterval(again);
      window.removeEventListener("online", send);
      window.removeEventListener("tilts:queued", tell);
    };
  }, [userId, revalidate]);
  return (
    <div ref={place}>
      {told && (
        <Notice tone={told === "queuedSent" ? "secured" : "waiting"} announce>
          <p>{t(`interpreter:job.report.${told}`)}</p>
        </Notice>
      )}
    </div>
  );
}
