import { and, asc, eq, inArray, isNull, max, sql } from "drizzle-orm";
import { signInsOf } from "#app/auth/sign-ins.server";
import type { Ctx } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import { foundIn, sortKeyLv } from "#app/text";
import type { Instant } from "#app/time";
import { interpreters, organisations, sessions, users } from "#db/schema";

const LONGEST_LIST = 100;

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** The organisation of a requester. */
  belongsTo: string | null;
  state: "active" | "invited" | "disabled";
  lastSeenAt: Instant | null;
}

/** Accounts whose name, address or organisation holds the words, in Latvian order; at most `most`, and how many there are. */
export function accounts({ db }: Ctx, { words, role }: { words: string; role: Role | null }, most = LONGEST_LIST) {
  const rows = db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      belongsTo: organisations.name,
      disabledAt: users.disabledAt,
      hasPassword: sql<number>`${users.passwordHash} is not null`,
    })
    .from(users)
    .leftJoin(organisations, eq(organisations.id, users.organisationId))
    .where(role ? eq(users.role, role) : undefined)
    .all()
    .filter((row) => !words || foundIn(`${row.name} ${row.email} ${row.belongsTo ?? ""}`, words))
    .map((row) => ({ ...row, sortKey: sortKeyLv(row.name) }))
    .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  const shown = rows.slice(0, most);
  const seen = lastSeen(
    { db },
    shown.map(({ id }) => id),
  );
  return {
    total: rows.length,
    rows: shown.map(
      ({ disabledAt, hasPassword, sortKey: _, ...row }): AccountRow => ({
        ...row,
        state: stateOf({ disabledAt, hasPassword }),
        lastSeenAt: seen.get(row.id) ?? null,
      }),
    ),
  };
}

const RECENT_SIGN_INS = 20;

/** One account with who came to its door lately; null where there is none. */
export function accountById({ db }: Pick<Ctx, "db">, userId: string) {
  const row = db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      disabledAt: users.disabledAt,
      hasPassword: sql<number>`${users.passwordHash} is not null`,
    })
    .from(users)
    .where(eq(users.id, userId))
    .get();
  if (!row) return null;
  const { id, name, email, role } = row;
  return { id, name, email, role, state: stateOf(row), signIns: signInsOf(db, id, RECENT_SIGN_INS) };
}

function stateOf({
  disabledAt,
  hasPassword,
}: {
  disabledAt: Instant | null;
  hasPassword: number;
}): AccountRow["state"] {
  return disabledAt !== null ? "disabled" : hasPassword ? "active" : "invited";
}

/** What an invitation can choose from: active organisations, and interpreters of the roster without an account. */
export function invitationChoices({ db }: Ctx) {
  return {
    organisations: db
      .select({ value: organisations.id, label: organisations.name })
      .from(organisations)
      .where(isNull(organisations.deactivatedAt))
      .orderBy(asc(organisations.sortKey))
      .limit(1000)
      .all(),
    interpreters: db
      .select({ value: interpreters.id, label: interpreters.name })
      .from(interpreters)
      .leftJoin(users, eq(users.interpreterId, interpreters.id))
      .where(and(isNull(users.id), eq(interpreters.status, "active")))
      .orderBy(asc(interpreters.sortKey))
      .limit(1000)
      .all(),
  };
}

function lastSeen({ db }: Pick<Ctx, "db">, ids: string[]): Map<string, Instant> {
  const rows = db
    .select({ userId: sessions.userId, at: max(sessions.lastSeenAt) })
    .from(sessions)
    .where(inArray(sessions.userId, ids))
    .groupBy(sessions.userId)
    .all();
  return new Map(rows.flatMap(({ userId, at }) => (at === null ? [] : [[userId, at]])));
}
