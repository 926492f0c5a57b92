/** A letter to oneself, to servers that take it and to servers that do not. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import { testMail } from "#app/commands/test-mail";
import { MAIL_OUTCOMES } from "#app/events/kinds";
import { sendTestLetter } from "#app/events/mail-test";
import { catalogues, translator } from "#app/i18n";
import { events } from "#db/schema";
import { at, world } from "#tests/support/world";
import { APP_URL, brokenServer, postOffice } from "./post-office";

const ME = { address: "admin@tilts.test", words: translator("lv") };
const LETTER = { id: "proof", now: at("2026-03-27T12:00") };
const config = (smtpUrl: string | null, dataDir = "/nowhere") => ({
  smtpUrl,
  dataDir,
  mailFrom: "Tilts <dispecers@tilts.example>",
  appUrl: APP_URL,
});
const QUICK = { connect: 500, silence: 500, letter: 3_000 };

/** A server with a password and a certificate that nobody has signed. */
async function strictServer(options: { hideSTARTTLS: boolean }) {
  const server = new SMTPServer({
    ...options,
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === "tilts" && password === "pareizā" ? done(null, { user: username }) : done(new Error("no")),
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

test("a letter that is taken: the conversation is told, and the letter has arrived", async () => {
  const office = await postOffice();
  const { outcome, dialogue } = await sendTestLetter(config(office.url), ME, LETTER);
  const [letter] = await office.letters();
  await office.close();
  expect(outcome).toBe("sent");
  expect(letter).toMatchObject({ subject: "Tilts: pārbaudes vēstule" });
  expect(dialogue.some((line) => line.startsWith("> RCPT TO:<admin@tilts.test>"))).toBe(true);
  expect(dialogue.some((line) => line.startsWith("< 250"))).toBe(true);
});

test("a wrong password is told, and stands nowhere in what is shown", async () => {
  const strict = await strictServer({ hideSTARTTLS: true });
  const word = "Ļoti-slepena@1";
  const url = `smtp://tilts:${encodeURIComponent(word)}@127.0.0.1:${strict.port}`;
  const { outcome, dialogue } = await sendTestLetter(config(url), ME, LETTER);
  await strict.close();
  expect(outcome).toBe("wrong_password");
  const shown = dialogue.join("\n");
  expect(shown).toContain("> AUTH PLAIN …");
  for (const secret of [word, Buffer.from(word).toString("base64"), Buffer.from(`\0tilts\0${word}`).toString("base64")])
    expect(shown).not.toContain(secret);
  expect(shown).not.toMatch(/[A-Za-z0-9+/]{16,}={0,2}$/m);
});

test("a certificate that nobody has signed", async () => {
  const strict = await strictServer({ hideSTARTTLS: false });
  const tested = await sendTestLetter(config(`smtp://tilts:x@127.0.0.1:${strict.port}`), ME, LETTER);
  await strict.close();
  expect(tested.outcome).toBe("certificate");
});

test("nobody there, no such host, a server that is silent, and one that speaks without encryption", async () => {
  const office = await postOffice();
  await office.close();
  expect((await sendTestLetter(config(office.url), ME, LETTER, QUICK)).outcome).toBe("connection_refused");
  expect((await sendTestLetter(config("smtp://nowhere.invalid"), ME, LETTER, QUICK)).outcome).toBe("host_unknown");
  const silent = await brokenServer(["hang"]);
  expect((await sendTestLetter(config(silent.url), ME, LETTER, QUICK)).outcome).toBe("no_answer");
  await silent.close();
  const plain = await postOffice();
  const wrongly = plain.url.replace("smtp:", "smtps:");
  expect((await sendTestLetter(config(wrongly), ME, LETTER, QUICK)).outcome).toBe("encryption");
  await plain.close();
});

test.each([
  ["MAIL", "sender_refused"],
  ["RCPT", "recipient_refused"],
  ["DATA", "letter_refused"],
] as const)("a server that refuses at %s", async (step, outcome) => {
  const office = await postOffice({ at: step, code: 550 });
  expect((await sendTestLetter(config(office.url), ME, LETTER)).outcome).toBe(outcome);
  await office.close();
});

test("without a mail server it is a file; only an administrator sends one, and that is written down", async () => {
  const w = world();
  const dataDir = mkdtempSync(path.join(tmpdir(), "mail-test-"));
  const as = (who: string) => {
    const ctx = w.as(who, "2026-03-27T12:00");
    if (ctx.viewer.kind !== "user") throw new Error(who);
    return { ...ctx, viewer: ctx.viewer };
  };
  expect(await testMail(as("ilze"), config(null, dataDir))).toEqual({ ok: false, reason: "not_found" });
  expect(await testMail(as("admin"), config(null, dataDir))).toMatchObject({ value: { outcome: "written_to_file" } });
  expect(readdirSync(path.join(dataDir, "outbox"))).toHaveLength(1);
  rmSync(dataDir, { recursive: true });
  expect(w.db.select().from(events).all()).toMatchObject([
    { kind: "mail_tested", actorId: "user-admin", payload: { outcome: "written_to_file" } },
  ]);
});

test("every outcome has its sentence and what to do", () => {
  for (const { admin } of Object.values(catalogues)) {
    expect(Object.keys(admin.mailTest.outcome).sort()).toEqual([...MAIL_OUTCOMES].sort());
    expect(Object.keys(admin.mailTest.do).sort()).toEqual([...MAIL_OUTCOMES].sort());
  }
});
