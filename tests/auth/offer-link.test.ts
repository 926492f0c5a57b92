import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { offerToken, tokenHash } from "#app/auth/link-token.server";
import { linkViewer } from "#app/auth/offer-link.server";
import { interpreters, tokens, users } from "#db/schema";
import { at, world } from "#tests/support/world";

function withLink() {
  const w = world();
  const offerId = w.offer(w.request({}), "amina");
  const token = offerToken({ id: offerId, interpreterId: "amina" });
  const dates = { createdAt: at("2026-03-20T10:00"), expiresAt: at("2026-03-20T17:00") };
  w.db
    .insert(tokens)
    .values({ hash: tokenHash(token), kind: "offer", offerId, ...dates })
    .run();
  return { ...w, offerId, token };
}

test("an offer's link stands for the person asked, and for that offer alone", () => {
  const { db, offerId, token } = withLink();
  expect(linkViewer(db, token)).toMatchObject({ kind: "link", interpreterId: "amina", offerId });
});

test("a token that opens no offer stands for nobody", () => {
  const { db, token } = withLink();
  const other = offerToken({ id: "another", interpreterId: "amina" });
  expect([linkViewer(db, ""), linkViewer(db, tokenHash(token)), linkViewer(db, other)]).toEqual([null, null, null]);
});

test("a person who was erased has no links any more", () => {
  const { db, token } = withLink();
  db.update(interpreters).set({ status: "erased" }).where(eq(interpreters.id, "amina")).run();
  expect(linkViewer(db, token)).toBeNull();
});

test("a disabled account has no links while it is disabled; a person without an account has theirs", () => {
  const { db, token } = withLink();
  const account = eq(users.id, "user-amina");
  db.update(users)
    .set({ disabledAt: at("2026-03-20T09:00") })
    .where(account)
    .run();
  expect(linkViewer(db, token)).toBeNull();
  db.delete(users).where(account).run();
  expect(linkViewer(db, token)).toMatchObject({ kind: "link", interpreterId: "amina" });
});
