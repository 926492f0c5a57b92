import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { Notice, useT } from "../kit";
import { queuedReports, sendQueued } from "./queue";

/** Sends what waits for network as soon as there is some, and says so. */
export function QueuedReports({ userId }: { userId: string }) {
  const t = useT();
  const [told, setTold] = useState<"queued" | "queuedSent" | "queuedFailed" | null>(null);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    let isBusy = false;
    const send = async () => {
      if (isBusy) return;
      isBusy = true;
      for (const report of queuedReports(userId)) {
        const became = await sendQueued(userId, report);
        setTold(became === "later" ? "queued" : became === "sent" ? "queuedSent" : "queuedFailed");
        if (became !== "later") revalidate();
      }
      isBusy = false;
    };
    const tell = () => setTold(queuedReports(userId).length > 0 ? "queued" : null);
    void send();
    window.addEventListener("online", send);
    window.addEventListener("tilts:queued", tell);
    return () => {
      window.removeEventListener("online", send);
      window.removeEventListener("tilts:queued", tell);
    };
  }, [userId, revalidate]);
  if (!told) return null;
  return (
    <Notice tone={told === "queuedSent" ? "secured" : "waiting"} announce>
      <p>{t(`interpreter:job.report.${told}`)}</p>
    </Notice>
  );
}
