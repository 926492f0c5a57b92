/** Somebody of an institution that nobody knows yet, whose mail is confirmed. */
import { applicationToken, tokenHash } from "#app/auth/link-token.server";
import { applications } from "#db/schema";
import { at, type World } from "./world";
import { written } from "./written";

type Row = typeof applications.$inferInsert;

/** Asks for access unless said otherwise. Returns its id. */
export function layApplication({ db }: Pick<World, "db">, overrides: Partial<Row> = {}): string {
  const id = overrides.id ?? "application".padEnd(22, "0");
  db.insert(applications)
    .values({
      kind: "access",
      locale: "lv",
      organisationName: written("Cēsu Centrālā bibliotēka"),
      name: written("Rita Zālīte"),
      email: "rita@biblioteka.example",
      phone: "+37127011868",
      linkHash: tokenHash(applicationToken(id)),
      createdAt: at("2026-03-20T08:00"),
      expiresAt: at("2026-06-01T08:00"),
      confirmedAt: at("2026-03-20T08:30"),
      answerDueAt: at("2026-03-23T08:30"),
      ...overrides,
      id,
    })
    .run();
  return id;
}
