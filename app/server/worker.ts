/** Everything time drives. Progress depends on it, correctness never does. */
import { chaseAttestations } from "#app/commands/chase-attestations";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { endApplications } from "#app/commands/end-applications";
import { endCalls } from "#app/commands/end-calls";
import { endUnfilled } from "#app/commands/end-unfilled";
import { endYeses } from "#app/commands/end-yeses";
import { expireOffers } from "#app/commands/expire-offers";
import { forgetAttested } from "#app/commands/forget-attested";
import { forgetComplaints } from "#app/commands/forget-complaints";
import { forgetEvaluations } from "#app/commands/forget-evaluations";
import { forgetFiles, sweepFiles } from "#app/commands/forget-files";
import { forgetImports } from "#app/commands/forget-imports";
import { forgetSent } from "#app/commands/forget-sent";
import { forgetSignIns } from "#app/commands/forget-sign-ins";
import { forgetSurveys } from "#app/commands/forget-surveys";
import { forgetWords } from "#app/commands/forget-words";
import { noteTick } from "#app/commands/note-tick";
import { sendSurveys } from "#app/commands/send-surveys";
import { warnOfLateAnswers } from "#app/commands/warn-of-late-answers";
import { type Ctx, runtime, systemCtx } from "#app/context.server";
import { CHANNELS } from "#app/dispatch/vocabulary";
import { openWaysOut, type WaysOut } from "#app/events/channels";
import { deliverDue } from "#app/events/deliver";
import { mailWay } from "#app/facts/service/mail";
import { advanceImports } from "#app/imports/rounds";
import { storeIn } from "#db/files/store.server";
import { backupRounds } from "./backups";

const PAUSE_MS = 2_000;
/** Somebody waits for their file to be read. */
const IMPORTS_PAUSE_MS = 500;
/** How long a stop waits for letters under way. One cut off keeps its lease and is repeated when that has run out. */
const LAST_LETTERS_MS = 4_000;

/** One round. Each step is bounded, so that a round ends soon and a stop is never far. */
export async function tick(ctx: Ctx): Promise<void> {
  expireOffers(ctx);
  dispatchWaiting(ctx);
  warnOfLateAnswers(ctx);
  endUnfilled(ctx);
  endYeses(ctx);
  chaseAttestations(ctx);
  forgetWords(ctx);
  forgetSent(ctx);
  forgetSignIns(ctx);
  forgetImports(ctx);
  forgetAttested(ctx);
  forgetComplaints(ctx);
  forgetEvaluations(ctx);
  sendSurveys(ctx);
  forgetSurveys(ctx);
  endCalls(ctx);
  endApplications(ctx);
  noteTick(ctx);
}

/**
 * Runs rounds one after the other, never two at once. Delivery has its own, so that a slow mail server holds up nothing
 * else, and so have backups and imports. The answer stops both and waits for the rounds under way.
 */
export function startWorker(onError: (error: unknown) => void): () => Promise<void> {
  const out = waysOfNow();
  const stopping = new AbortController();
  const store = storeIn(runtime().config.dataDir);
  sweepFiles(systemCtx(), store);
  const stopTicks = repeat(async () => {
    await tick(systemCtx());
    forgetFiles(systemCtx(), store);
  }, onError);
  const stopDelivery = repeat(() => deliverDue(systemCtx(), out.open(), stopping.signal), onError);
  const stopBackups = repeat(backupRounds(stopping.signal), onError);
  const stopImports = repeat(() => advanceImports(systemCtx(), stopping.signal), onError, IMPORTS_PAUSE_MS);
  return async () => {
    stopping.abort();
    const patience = new Promise((resolve) => setTimeout(resolve, LAST_LETTERS_MS).unref());
    await Promise.all([stopTicks(), stopBackups(), stopImports(), Promise.race([stopDelivery(), patience])]);
    out.close();
  };
}

/** The ways out as the settings say: what has been changed since the last round is opened anew, and the older is closed. */
export function waysOfNow(): { open: () => WaysOut; close: () => void } {
  let opened: { as: string; out: WaysOut } | null = null;
  const close = () => {
    for (const channel of CHANNELS) opened?.out[channel].close();
    opened = null;
  };
  const open = () => {
    const way = mailWay(runtime().db, runtime());
    const as = JSON.stringify(way);
    if (opened?.as !== as) {
      close();
      opened = { as, out: openWaysOut(way) };
    }
    return opened.out;
  };
  return { open, close };
}

function repeat(
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
  pause = PAUSE_MS,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let round: Promise<unknown> = Promise.resolve();

  const next = () => {
    round = work()
      .catch(onError) // a border: one bad round must not end the worker, and it is told to the log
      .finally(() => {
        if (!isStopping) timer = setTimeout(next, pause);
      });
  };
  timer = setTimeout(next, 0);

  return async () => {
    isStopping = true;
    clearTimeout(timer);
    await round;
  };
}
