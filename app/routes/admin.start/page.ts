/** What the first hour's page reads: every step's state, and of the one that is open what its form shows. */
import { redirect } from "@remix-run/node";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, runtime } from "#app/context.server";
import { rulesAt } from "#app/facts/rules";
import { GUIDE_STEPS, type GuideStep } from "#app/facts/service/guide";
import { isPasswordLost, mailServer, mailWay } from "#app/facts/service/mail";
import { ownServiceName } from "#app/facts/service/name";
import { translator } from "#app/i18n";
import { desksToEdit } from "#app/queries/admin/desks";
import { guide, guideYear, isMailTried, isTrialUnderWay } from "#app/queries/admin/guide";
import { languageList } from "#app/queries/admin/languages";

export function read(ctx: Ctx<UserViewer>, search: URLSearchParams) {
  const { steps, next, isAway } = guide(ctx);
  const open = GUIDE_STEPS.find((step) => step === search.get("step")) ?? null;
  // The address names the step, so that its answer comes to it although it may be done by then.
  if (open === null && next !== null) throw redirect(`/admin/start?${withStep(search, next)}`);
  return {
    title: translator(ctx.locale)("admin:start.title"),
    key: newId(),
    steps,
    open,
    isAway,
    isFinished: next === null,
    done: GUIDE_STEPS.find((step) => step === search.get("done")) ?? null,
    form: open && formOf(ctx, open),
  };
}

function withStep(search: URLSearchParams, step: GuideStep): URLSearchParams {
  const done = search.get("done");
  return new URLSearchParams({ ...(done && { done }), step });
}

type Form = ReturnType<typeof read>["form"];
/** What the open step's form shows. */
export type Shown<S extends GuideStep> = Extract<Form, { step: S }>;

function formOf(ctx: Ctx<UserViewer>, step: GuideStep) {
  switch (step) {
    case "name":
      return { step, name: ownServiceName(ctx) };
    case "desks":
      return { step, desks: desksToEdit(ctx) };
    case "hours": {
      const rules = rulesAt(ctx, ctx.now);
      return { step, opens: rules["office.opens"], closes: rules["office.closes"] };
    }
    case "languages":
      return { step, languages: languageList(ctx).map(({ code, name, served }) => ({ code, name, served })) };
    case "holidays":
      return { step, year: guideYear(ctx) };
    case "mail":
      return { step, ...mailOf(ctx) };
    case "trial":
      return { step, isUnderWay: isTrialUnderWay(ctx) };
    default:
      return { step };
  }
}

/** Never the password. */
function mailOf(ctx: Ctx<UserViewer>) {
  const way = mailWay(ctx.db, runtime());
  const row = way.by === "environment" ? null : mailServer(ctx.db);
  return {
    by: runtime().isDemo ? ("demo" as const) : way.by,
    from: way.by === "environment" && !runtime().isDemo ? way.mailFrom : null,
    isTried: isMailTried(ctx, way),
    server: row && {
      host: row.host,
      port: row.port,
      encryption: row.encryption,
      username: row.username,
      sender: row.sender,
      isPasswordLost: isPasswordLost(row),
    },
  };
}
