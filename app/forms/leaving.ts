/** How somebody's work is handed on when they leave: what was chosen on the page. */
import { z } from "zod";
import type { HandedTo } from "#app/dispatch/vocabulary";
import { formKey } from "#app/form";

export const leavingForm = z.object({
  successor: z.string().max(80).optional(),
  work: z.enum(["stays", "ends"]).optional(),
  key: formKey,
});

const COLLEAGUE = "colleague:";

/** A colleague as the form carries them. */
export function successorValue({ colleague }: { colleague: string }): string {
  return COLLEAGUE + colleague;
}

/** What was chosen; null for nothing. What names nobody is somebody unknown. */
export function readSuccessor(chosen: string | undefined): HandedTo | null {
  if (!chosen) return null;
  if (chosen === "mailbox" || chosen === "coordinators") return chosen;
  return { colleague: chosen.startsWith(COLLEAGUE) ? chosen.slice(COLLEAGUE.length) : "" };
}
