/** A server that takes half a minute over some recipients: how long do the others wait? By the real clock. */
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import { SYSTEM } from "#app/auth/viewer";
import { deliverDue } from "#app/events/deliver";
import { instantFrom } from "#app/time";
import { START } from "../demo";
import { emptyQueue, lay, mailerTo } from "./queue";

const HALF_A_MINUTE = 30_000;
/** As the server's worker rests between two rounds. */
const PAUSE_MS = 2_000;
const OTHERS = 200;

/** Seconds from due to taken of the last of the other letters; as many slow ones as there are connections stand before them. */
export async function waitBehindSlow(dataDir: string): Promise<{ others: number; longest: number }> {
  const queue = await emptyQueue(dataDir);
  lay(queue, 4, START, "krize@demo.tilts.test");
  lay(queue, OTHERS, instantFrom(START + 1));
  const begun = performance.now();
  let taken = 0;
  let longest = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: ({ address }, _session, done) =>
      void setTimeout(address.startsWith("krize") ? HALF_A_MINUTE : 0).then(() => done()),
    onData(stream, { envelope }, done) {
      stream.resume();
      stream.on("end", () => {
        if (!envelope.rcptTo.some(({ address }) => address.startsWith("krize"))) {
          taken++;
          longest = performance.now() - begun;
        }
        done();
      });
    },
  });
  server.on("error", () => undefined); // a client that gives up is what this is about
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const email = mailerTo(`smtp://127.0.0.1:${port}`);
  while (taken < OTHERS && performance.now() - begun < 120_000) {
    const now = instantFrom(START + 1 + Math.floor(performance.now() - begun));
    await deliverDue({ db: queue.db, now, viewer: SYSTEM, locale: "lv" }, { email });
    await setTimeout(PAUSE_MS);
  }
  email.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  queue.sqlite.close();
  return { others: taken, longest: taken < OTHERS ? Number.POSITIVE_INFINITY : longest / 1_000 };
}
