/** The Move… page as a dialog over the calendar: the same answer of the same route, so nothing can differ. */
import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { Dialog, useT } from "#app/ui/kit";
import type { MovePage } from "./move-page";
import { MovePanel } from "./move-panel";

export function MoveDialog({ search, onClose }: { search: string | null; onClose: () => void }) {
  const t = useT();
  const choosing = useFetcher<MovePage>({ key: `choose${search}` });
  const doing = useFetcher<unknown>({ key: `do${search}` });
  const { load } = choosing;
  useEffect(() => {
    if (search) load(`/coordinator/move${search}`);
  }, [search, load]);
  const page = search ? choosing.data : undefined;
  return (
    <Dialog
      open={search !== null}
      onClose={onClose}
      title={t(`coordinator:move.title.${page?.subject.assignmentId ? "move" : "assign"}`)}
    >
      {page ? (
        <MovePanel page={page} answer={doing.data} choosing={choosing} doing={doing} onCancel={onClose} />
      ) : (
        <p className="muted" aria-busy="true">
          {t("coordinator:calendar.loading")}
        </p>
      )}
    </Dialog>
  );
}
