/** A process that delivers what is due as the server's worker does, until nothing is, or until somebody kills it. */
import { setTimeout } from "node:timers/promises";
import { holdSecret } from "#app/auth/link-token.server";
import { SYSTEM } from "#app/auth/viewer";
import { deliverDue } from "#app/events/deliver";
import { instantFrom } from "#app/time";
import { openDatabase } from "#db/client.server";
import { mailerTo } from "./queue";

export interface Delivery {
  file: string;
  smtpUrl: string;
  now: number;
}

process.stdin.once("data", (line) => void work(JSON.parse(String(line)) as Delivery));

async function work({ file, smtpUrl, now }: Delivery): Promise<void> {
  holdSecret(Buffer.alloc(32, 7));
  const { db } = openDatabase(file);
  const email = mailerTo(smtpUrl, { connect: 1_000, silence: 1_000, letter: 5_000 });
  for (;;) {
    const { claimed } = await deliverDue({ db, now: instantFrom(now), viewer: SYSTEM, locale: "lv" }, { email });
    if (claimed === 0) break;
    await setTimeout(20);
  }
  process.exit(0);
}
