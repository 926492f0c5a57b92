/**
 * `npm run init [-- --phone DESK=NUMBER …]`: a real installation's database, and a link by which its first administrator makes their
 * own account in the browser. Run again before anybody has, it prints a newer link. With `--email ADDRESS [--name NAME]
 * [--lang lv|en]` the account is there already, and the link sets its password.
 */

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

const USAGE = `Usage: npm run init -- [--email ADDRESS [--name NAME] [--lang ${LOCALES.join("|")}]] [--phone DESK=NUMBER …]`;
const MADE = 0;

process.exitCode = init();

function init(): number {
  let order: Order;
  try {
    order = readOrder();
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error));
  }
  try {
    const { link } = createReal(readConfig(process.env), order.admin, order.phones);
    const who = order.admin ? `${order.admin.email} sets a password` : "The first administrator makes an account";
    console.log(`The database is ready. ${who} here, once, within seven days, while \`npm start\` runs:\n${link}`);
    return MADE;
  } catch (error) {
    return sayRefusal(error);
  }
}

interface Order {
  admin: FirstAdmin | null;
  phones: DeskPhones;
}

function readOrder(): Order {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      name: { type: "string" },
      lang: { type: "string" },
      phone: { type: "string", multiple: true },
    },
  });
  return { admin: adminOf(values), phones: phonesGiven(values.phone ?? []) };
}

function adminOf({
  email: typed,
  name: called,
  lang = HOUSE_LOCALE,
}: {
  email?: string;
  name?: string;
  lang?: string;
}) {
  if (!isLocale(lang)) throw new Error(`--lang is ${LOCALES.join(" or ")}. ${USAGE}`);
  if (typed === undefined) {
    if (called !== undefined) throw new Error(`--name goes with --email. ${USAGE}`);
    return null;
  }
  const email = readEmail(typed);
  if (email === null) throw new Error(`“${seenOf(typed)}” is not an e-mail address. ${USAGE}`);
  const { text: name, unseen } = readText(called ?? "");
  if (unseen)
    throw new Error(`The name holds the invisible character ${unseen.code} after “${unseen.after}”. ${USAGE}`);
  return { email, name: name || (email.split("@")[0] ?? email), locale: lang };
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
