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
    outlook: outlookOfApplication(ctx, application),
    due: application.answerDueAt,
    opens: opensOf(application),
    phone: firstDeskPhone(ctx),
  });
}

export function applicationClosed(ctx: Reading, notice: Notice): Told {
  const application = applicationOf(ctx, notice);
  if (!application) return refuse("application_over");
  return ok({ opens: opensOf(application), phone: firstDeskPhone(ctx) });
}

export function applicationToDecide(ctx: Reading, notice: Notice): Told {
  const application = applicationOf(ctx, notice);
  if (!application || application.decidedAt !== null) return refuse("decided");
  return ok({ opens: { page: "coordinator_application", applicationId: application.id } });
}

function applicationOf(ctx: Reading, { event }: Notice): Application | undefined {
  return "applicationId" in event.payload ? applicationById(ctx, event.payload.applicationId) : undefined;
}

function accountOf(ctx: Reading, { email }: Application): MessageFacts["account"] {
  const account = accountAt(ctx, email);
  if (!account) return "none";
  return account.disabledAt === null ? "open" : "closed";
}

function opensOf({ id }: Application): MessageFacts["opens"] {
  return { page: "application", token: applicationToken(id) };
}
