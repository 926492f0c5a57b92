import { eq } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import { holdSecret } from "#app/auth/link-token.server";
import { type MailSettings, saveMailSettings } from "#app/commands/save-mail-settings";
import { sendTestLetter } from "#app/events/mail-test";
import { isPasswordLost, mailServer, mailWay } from "#app/facts/service/mail";
import { translator } from "#app/i18n";
import { readConfig } from "#app/server/config.server";
import { addMinutes } from "#app/time";
import { events, mailSettings, notifications } from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import "#tests/support/secret";

const NOW = "2026-03-27T12:00";
const SERVER: MailSettings = {
  host: "smtp.iestade.lv",
  port: 587,
  encryption: "starttls",
  username: "tulki@iestade.lv",
  password: "s3p@r:ōla/%",
  sender: "tulki@iestade.lv",
};
const REAL = { config: readConfig({ NODE_ENV: "test", APP_URL: "https://tulki.example" }), isDemo: false };

const save = (w: World, change: Partial<MailSettings> = {}, who = "admin") =>
  saveMailSettings(w.as(who, NOW), { ...SERVER, ...change });

test("what an administrator types is the way out from then on; the password is sealed and stands nowhere else", () => {
  const w = world();
  expect(mailWay(w.db, REAL)).toMatchObject({ by: "files", smtpUrl: null });
  expect(save(w)).toMatchObject({ ok: true });
  const way = mailWay(w.db, REAL);
  expect(way).toMatchObject({ by: "page", mailFrom: '"Tilts" <tulki@iestade.lv>' });
  const url = new URL(way.smtpUrl ?? "");
  expect([decodeURIComponent(url.username), decodeURIComponent(url.password), url.host]).toEqual([
    SERVER.username,
    SERVER.password,
    "smtp.iestade.lv:587",
  ]);
  const everything = w.sqlite.serialize();
  for (const form of [SERVER.password ?? "", encodeURIComponent(SERVER.password ?? "")])
    expect(everything.includes(form)).toBe(false);
  expect(w.db.select().from(events).all()).toMatchObject([{ kind: "mail_settings_saved", payload: {} }]);
});

test("the environment wins, and a demo sends nothing by what was typed on a page", () => {
  const w = world();
  save(w);
  const config = readConfig({ NODE_ENV: "test", SMTP_URL: "smtp://mail.example:25", MAIL_FROM: "A <a@mail.example>" });
  expect(mailWay(w.db, { config, isDemo: false })).toMatchObject({
    by: "environment",
    smtpUrl: "smtp://mail.example:25",
    mailFrom: "A <a@mail.example>",
  });
  expect(mailWay(w.db, { ...REAL, isDemo: true })).toMatchObject({ by: "files", smtpUrl: null });
});

test("a stored password goes to the server and the person it was typed for, to nobody else, and not in the open", () => {
  const w = world();
  save(w);
  const kept = () => new URL(mailWay(w.db, REAL).smtpUrl ?? "").password;
  expect(save(w, { password: null, sender: "cits@iestade.lv" }).ok).toBe(true);
  expect(decodeURIComponent(kept())).toBe(SERVER.password);
  for (const change of [{ host: "smtp.cits.lv" }, { port: 25 }, { username: "cits" }, { encryption: "none" as const }])
    expect(save(w, { password: null, ...change })).toEqual({ ok: false, reason: "password_missing" });
  expect(save(w, { password: null, username: null }).ok).toBe(true);
  expect(kept()).toBe("");
  expect(mailServer(w.db)?.sealedPassword).toBeNull();
});

test("a password that another installation's key has sealed is lost, and said to be", () => {
  const w = world();
  save(w);
  holdSecret(Buffer.alloc(32, "another key"));
  const server = mailServer(w.db);
  expect(server && isPasswordLost(server)).toBe(true);
  expect(save(w, { password: null })).toEqual({ ok: false, reason: "password_missing" });
  holdSecret(Buffer.alloc(32, "tests only"));
});

test("nobody else changes it", () => {
  const w = world();
  expect(save(w, {}, "ilze")).toEqual({ ok: false, reason: "not_found" });
  expect(w.db.select().from(mailSettings).all()).toEqual([]);
});

test("what waited because the server would not have it is tried at once; what waits for its hour is not", () => {
  const w = world();
  const later = addMinutes(at(NOW), 600);
  const event = { at: at(NOW), kind: "user_invited", actorKind: "system", payload: {} } as const;
  const { id: eventId } = w.db.insert(events).values(event).returning({ id: events.id }).get();
  const row = { eventId, kind: "invite", channel: "email", userId: "user-ilze", nextAt: later } as const;
  w.db
    .insert(notifications)
    .values([
      { id: "failed", ...row, recipient: "user:a", tries: 3, lastError: "smtp 535 EAUTH" },
      { id: "waits", ...row, recipient: "user:b" },
    ])
    .run();
  save(w);
  const nextOf = (id: string) => w.db.select().from(notifications).where(eq(notifications.id, id)).get()?.nextAt;
  expect([nextOf("failed"), nextOf("waits")]).toEqual([at(NOW), later]);
});

test("encryption that is asked for is insisted on: an open server gets neither the password nor the letter", async () => {
  let tried = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: (_auth, _session, done) => {
      tried++;
      done(null, { user: "x" });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const w = world();
  save(w, { host: "127.0.0.1", port });
  const letter = { id: "letter0000000000000000", now: at(NOW) };
  const tested = await sendTestLetter(
    mailWay(w.db, REAL),
    { address: "a@iestade.lv", words: translator("lv") },
    letter,
  );
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect({ outcome: tested.outcome, tried }).toEqual({ outcome: "encryption", tried: 0 });
});
