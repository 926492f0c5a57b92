/** A demo on disk for a trial, with as many further requesters as it needs: limits count by person, and stay on. Some are signed in. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { hashPassword } from "#app/auth/passwords.server";
import { openSession, sessionCookie } from "#app/auth/sessions.server";
import { newId } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import { DEMO_PASSWORD } from "#app/queries/everyone/demo-accounts";
import { invariant } from "#app/result";
import { type Instant, instantFrom } from "#app/time";
import { createDatabase } from "#db/client.server";
import { users } from "#db/schema";
import { seedDemo } from "#db/seed";
import { type Visitor, visitor } from "../support/http";
import { TEST_CLOCK } from "../support/server";
import { written } from "../support/written";

/** A Tuesday morning in the office. */
export const START: Instant = instantFrom(Date.parse(TEST_CLOCK));

export interface Person {
  email: string;
  /** Signed in, on one device. */
  cookie: { name: string; value: string };
}

export interface LaidDemo {
  requesters: Person[];
  interpreters: Person[];
  coordinators: Person[];
}

/** Writes `tilts.db` into `dataDir`. */
export async function layDemo(dataDir: string, requesters = 0): Promise<LaidDemo> {
  mkdirSync(dataDir, { recursive: true });
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const opened = createDatabase(path.join(dataDir, "tilts.db"));
  seedDemo(opened, START, { passwordHash });
  const sociala = opened.db.select().from(users).where(eq(users.email, "sociala@demo.tilts.test")).get();
  invariant(sociala, "the demo has this account");
  const { organisationId } = sociala;
  const laid = opened.db.transaction((tx) => {
    const signedIn = (user: Pick<typeof users.$inferSelect, "id" | "email" | "role">): Person => {
      const id = openSession(tx, START, user, "Firefox, Linux");
      const [name = "", value = ""] = sessionCookie(id, user.role, false).split(";")[0]?.split("=") ?? [];
      return { email: user.email, cookie: { name, value } };
    };
    const further = Array.from({ length: requesters }, (_, i) => {
      const user = { id: newId(), email: `requester-${i + 1}@demo.tilts.test`, role: "requester" as const };
      const name = written("Sanita Ozola");
      tx.insert(users)
        .values({ ...user, name, organisationId, passwordHash, createdAt: START })
        .run();
      return signedIn(user);
    });
    const everybody = (role: Role) => tx.select().from(users).where(eq(users.role, role)).all().map(signedIn);
    return { requesters: further, interpreters: everybody("interpreter"), coordinators: everybody("coordinator") };
  });
  opened.sqlite.close();
  return laid;
}

/** The browser of somebody who is signed in. */
export function browserOf({ cookie }: Person, base: string): Visitor {
  const browser = visitor(base);
  browser.cookies.set(cookie.name, cookie.value);
  return browser;
}
