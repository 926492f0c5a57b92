/**
 * `npm run init -- --email ADDRESS [--name NAME] [--lang lv|en] [--phone DESK=NUMBER …]`: a real installation's database and
 * its first admin. On a terminal it asks for what was not given; a desk without a telephone gets one on the admin's page.
 */

import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { isLocale } from "#app/auth/locale";
import { HOUSE_LOCALE, LOCALES } from "#app/dispatch/vocabulary";
import { readEmail } from "#app/email";
import { readContactPhone } from "#app/phone";
import { readConfig } from "#app/server/config.server";
import { createReal, type FirstAdmin } from "#app/server/installation.server";
import { readText, seenOf } from "#app/text/characters";
import { DESKS, type DeskPhones } from "#db/reference/desks";
import { say, sayRefusal } from "./installation";

const USAGE = `Usage: npm run init -- --email ADDRESS [--name NAME] [--lang ${LOCALES.join("|")}] [--phone DESK=NUMBER …]`;
const MADE = 0;

process.exitCode = await init();

async function init(): Promise<number> {
  const admin = await firstAdmin().catch((error: Error) => error.message);
  if (typeof admin === "string") return say(admin);
  try {
    const { link } = createReal(readConfig(process.env), admin);
    console.log(`The database is ready. ${admin.email} sets a password here, once, within seven days:\n${link}`);
    return MADE;
  } catch (error) {
    return sayRefusal(error);
  }
}

async function firstAdmin(): Promise<FirstAdmin> {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      name: { type: "string" },
      lang: { type: "string", default: HOUSE_LOCALE },
      phone: { type: "string", multiple: true },
    },
  });
  if (!isLocale(values.lang)) throw new Error(`--lang is ${LOCALES.join(" or ")}. ${USAGE}`);
  if (values.email === undefined && !process.stdin.isTTY)
    throw new Error(`The first admin's e-mail address is missing. ${USAGE}`);
  const typed = values.email ?? (await ask("E-mail address of the first admin: "));
  const email = readEmail(typed);
  if (email === null) throw new Error(`“${seenOf(typed)}” is not an e-mail address. ${USAGE}`);
  const asked = values.name ?? (values.email === undefined ? await ask("Name: ") : "");
  const { text: name, unseen } = readText(asked);
  if (unseen)
    throw new Error(`The name holds the invisible character ${unseen.code} after “${unseen.after}”. ${USAGE}`);
  const phones = values.phone ? phonesGiven(values.phone) : values.email === undefined ? await phonesAsked() : {};
  return { email, name: name || (email.split("@")[0] ?? email), locale: values.lang, phones };
}

function phonesGiven(given: readonly string[]): DeskPhones {
  return Object.fromEntries(
    given.map((one) => {
      const [, deskId = "", typed = ""] = /^([a-z]+)=(.+)$/.exec(one) ?? [];
      const number = readContactPhone(typed);
      if (!DESKS.some(({ id }) => id === deskId) || !number)
        throw new Error(`“${one}” is not DESK=NUMBER with one of ${DESKS.map(({ id }) => id).join(", ")}. ${USAGE}`);
      return [deskId, number];
    }),
  );
}

/** One question for each desk; nothing typed is none, and what is no number is asked again. */
async function phonesAsked(): Promise<DeskPhones> {
  const phones: DeskPhones = {};
  for (const { id, name } of DESKS) {
    for (let isAsking = true; isAsking; ) {
      const typed = (await ask(`Telephone of ${name.en} (empty: later, on the admin's page): `)).trim();
      const number = typed && readContactPhone(typed);
      if (number) phones[id] = number;
      isAsking = number === null;
      if (isAsking) console.error(`“${typed}” is not a telephone number.`);
    }
  }
  return phones;
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer;
}
