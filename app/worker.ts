/** Everything time drives, in one `tick`. Progress depends on it, correctness never does. */
import { dispatchWaiting } from "./commands/dispatch-waiting";
import { expireOffers } from "./commands/expire-offers";
import { noteTick } from "./commands/note-tick";
import { type Ctx, systemCtx } from "./context.server";

const PAUSE_MS = 2_000;

/** One round. Each step is bounded, so that a round ends soon and a stop is never far. */
export async function tick(ctx: Ctx): Promise<void> {
  expireOffers(ctx);
  dispatchWaiting(ctx);
  noteTick(ctx);
}

/** Runs rounds one after the other, never two at once. The answer stops it and waits for the round under way. */
export function startWorker(onError: (error: unknown) => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let round = Promise.resolve();

  const next = () => {
    round = tick(systemCtx())
      .catch(onError) // a border: one bad round must not end the worker, and it is told to the log
      .finally(() => {
        if (!isStopping) timer = setTimeout(next, PAUSE_MS);
      });
  };
  timer = setTimeout(next, 0);

  return async () => {
    isStopping = true;
    clearTimeout(timer);
    await round;
  };
}
