import { eq, sql } from "drizzle-orm";
import { type Ctx, runtime } from "#app/context.server";
import { officeNow } from "#app/facts/rules";
import { ownServiceName } from "#app/facts/service/name";
import { prepared } from "#db/prepared";
import { users } from "#db/schema";
import { markOf } from "./news";

export type Theme = "system" | "light" | "dark";

/** What every page needs to know before its own data. */
export function documentFor(ctx: Ctx) {
  const { isDemo, config } = runtime();
  return {
    locale: ctx.locale,
    theme: themeOf(ctx),
    isDemo,
    /** null: it has no name of its own. */
    service: ownServiceName(ctx),
    mailsLeave: config.smtpUrl !== null,
    office: officeNow(ctx),
    live: liveFor(ctx),
  };
}

/** Whose page it is, and how far events had come; nothing for whoever is not signed in. */
function liveFor({ viewer, ...ctx }: Ctx) {
  return viewer.kind === "user" ? { as: viewer.userId, since: markOf({ ...ctx, viewer }) } : null;
}

function themeOf({ db, viewer }: Ctx): Theme {
  if (viewer.kind !== "user") return "system";
  return themeQuery(db).get({ id: viewer.userId })?.theme ?? "system";
}

const themeQuery = prepared((db) =>
  db
    .select({ theme: users.theme })
    .from(users)
    .where(eq(users.id, sql.placeholder("id")))
    .prepare(),
);
