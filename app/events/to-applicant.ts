/** What somebody without an account is told of what they asked at the door, and coordinators of it. */
import { applicationToken } from "#app/auth/link-token.server";
import {
  type Application,
  accountAt,
  applicationById,
  firstDeskPhone,
  outlookOfApplication,
} from "#app/facts/institutions/applications";
import { ok, refuse } from "#app/result";
import type { MessageFacts, Notice, Reading, Told } from "./message";

/** Whether it was they who asked. Whoever has an account is told so here, and nowhere else: the page answers all alike. */
export function applicationToCheck(ctx: Reading, notice: Notice): Told {
  const application = applicationOf(ctx, notice);
  if (!application || application.confirmedAt !== null || application.expiresAt <= ctx.now)
    return refuse("application_over");
  const account = accountOf(ctx, application);
  return ok({
    ...asCandidate(application),
    account,
    due: application.expiresAt,
    opens: account === "none" ? opensOf(application) : { page: "sign_in" },
    phone: firstDeskPhone(ctx),
  });
}

export function applicationTaken(ctx: Reading, notice: Notice): Told {
  const application = applicationOf(ctx, notice);
  if (!application || application.decidedAt !== null) return refuse("application_over");
  return ok({
    ...asCandidate(application),
    outlook: outlookOfApplication(ctx, application),
    due: application.answerDueAt,
    opens: opensOf(application),
    phone: firstDeskPhone(ctx),
  });
}

export function applicationClosed(ctx: Reading, notice: Notice): Told {
  const application = applicationOf(ctx, notice);
  if (!application) return refuse("application_over");
  return ok({ ...asClosed(application, notice), opens: opensOf(application), phone: firstDeskPhone(ctx) });
}

export function applicationToDecide(ctx: Reading, notice: Notice): Told {
  const application = applicationOf(ctx, notice);
  if (!application || application.decidedAt !== null) return refuse("decided");
  return ok({ ...asCandidate(application), opens: { page: "coordinator_application", applicationId: application.id } });
}

const asCandidate = ({ kind }: Application) => (kind === "candidate" ? { as: "candidate" } : {});

/** How it ended, where that is not a refusal or a time that came too soon. */
function asClosed({ startAt }: Application, { event }: Notice) {
  if (event.kind === "candidate_added") return { as: "added" };
  if (event.kind === "application_admitted") return { as: "joined" };
  return event.kind === "application_lapsed" && startAt === null ? { as: "undecided" } : {};
}

function applicationOf(ctx: Reading, { event }: Notice): Application | undefined {
  return "applicationId" in event.payload ? applicationById(ctx, event.payload.applicationId) : undefined;
}

/** As an interpreter somebody may come with an account: it is no account that they ask for. */
function accountOf(ctx: Reading, { kind, email }: Application): MessageFacts["account"] {
  if (kind === "candidate") return "none";
  const account = accountAt(ctx, email);
  if (!account) return "none";
  return account.disabledAt === null ? "open" : "closed";
}

function opensOf({ id }: Application): MessageFacts["opens"] {
  return { page: "application", token: applicationToken(id) };
}
