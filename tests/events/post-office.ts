/** Real parts for tests of mail: an SMTP server on loopback that can misbehave, and letters as a mail program reads them. */

import type { AddressInfo } from "node:net";
import net from "node:net";
import ICAL from "ical.js";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { EventKind, NotificationKind } from "#app/events/kinds";
import { openMailer } from "#app/events/mailer";
import type { Instant } from "#app/time";
import * as schema from "#db/schema";
import { at, type World } from "#tests/support/world";

export const APP_URL = "https://tilts.example";

export function mailerTo(url: string | null, dataDir = "/nowhere", silence = 5_000) {
  return openMailer(
    { smtpUrl: url, mailFrom: "Tilts <dispecers@tilts.example>", appUrl: APP_URL, dataDir },
    { connect: silence, silence, letter: 10_000 },
  );
}

export interface PostOffice {
  url: string;
  /** Everything accepted, in order, as it stood on the wire. */
  raw: string[];
  recipients: string[][];
  letters(): Promise<ParsedMail[]>;
  close(): Promise<void>;
}

type Refusal = { at: "MAIL" | "RCPT" | "DATA"; code: number; when?: (address: string) => boolean };

/** An SMTP server that takes everything, or refuses with `code` at that step whoever `when` says. */
export async function postOffice(refusal?: Refusal): Promise<PostOffice> {
  const raw: string[] = [];
  const recipients: string[][] = [];
  const no = (step: Refusal["at"], address: string) =>
    refusal?.at === step && (refusal.when?.(address) ?? true)
      ? Object.assign(new Error("refused"), { responseCode: refusal.code })
      : null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onMailFrom: (address, _session, done) => done(no("MAIL", address.address)),
    onRcptTo: (address, _session, done) => done(no("RCPT", address.address)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const error = no("DATA", to[0] ?? "");
        if (error) return done(error);
        raw.push(Buffer.concat(chunks).toString("utf8"));
        recipients.push(to);
        done();
      });
    },
  });
  server.on("error", () => {}); // a client that gives up is what some tests are about
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    raw,
    recipients,
    letters: () => Promise.all(raw.map((text) => simpleParser(text))),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What goes wrong in a conversation with `brokenServer`. */
export type Fault = "none" | "closed" | "hang" | "reset_after_data" | "reply_lost" | "451" | "554";

/** A hand-made server. `accepted` has what it took, also when its answer was lost. Faults are taken in turn, then none. */
export async function brokenServer(faults: Fault[]) {
  const accepted: string[] = [];
  const queue = [...faults];
  const sockets = new Set<net.Socket>();
  let connections = 0;
  const server = net.createServer((socket) => {
    const fault = queue.shift();
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    if (fault === "hang") return;
    if (fault === "closed") return void socket.end();
    let buffer = "";
    let isData = false;
    socket.write("220 here\r\n");
    socket.on("data", (chunk) => {
      buffer += chunk.toString("utf8");
      for (;;) {
        const end = isData ? buffer.indexOf("\r\n.\r\n") : buffer.indexOf("\r\n");
        if (end < 0) return;
        const part = buffer.slice(0, end);
        buffer = buffer.slice(end + (isData ? 5 : 2));
        if (isData) {
          isData = false;
          if (fault === "reset_after_data") return void socket.destroy();
          if (fault === "451") socket.write("451 later\r\n");
          else if (fault === "554") socket.write("554 never\r\n");
          else {
            accepted.push(part);
            if (fault === "reply_lost") return void socket.destroy();
            socket.write("250 taken\r\n");
          }
        } else if (/^EHLO|^HELO/.test(part)) socket.write("250 here\r\n");
        else if (part === "DATA") {
          isData = true;
          socket.write("354 go\r\n");
        } else if (part === "QUIT") socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted,
    connections: () => connections,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** One event with one notification of it. Returns the notification's id. */
export function notify(
  { db }: World,
  note: {
    id: string;
    kind: NotificationKind;
    event: EventKind;
    to:
      | { userId: string }
      | { interpreterId: string }
      | { organisationId: string }
      | { callerId: string }
      | { applicationId: string };
    requestId?: string;
    interpreterId?: string;
    payload?: Record<string, unknown>;
    when?: string | Instant;
  },
): string {
  const when = typeof note.when === "number" ? note.when : at(note.when ?? "2026-03-20T10:00");
  const { eventId } = db
    .insert(schema.events)
    .values({
      at: when,
      kind: note.event,
      actorKind: "system",
      requestId: note.requestId ?? null,
      interpreterId: note.interpreterId ?? null,
      payload: note.payload ?? {},
    })
    .returning({ eventId: schema.events.id })
    .get();
  const [prefix, recipientId] = Object.entries(note.to)[0]!;
  db.insert(schema.notifications)
    .values({
      id: note.id,
      eventId,
      kind: note.kind,
      channel: "email",
      recipient: `${prefix.replace("Id", "")}:${recipientId}`,
      nextAt: when,
      ...note.to,
    })
    .run();
  return note.id;
}

export interface ReadEvent {
  method: string;
  uid: string;
  sequence: number;
  start: number;
  end: number;
  status: string;
  summary: string;
}

/** The one event of a calendar file, read by ical.js. */
export function readIcs(text: string): ReadEvent {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const component = calendar.getFirstSubcomponent("vevent")!;
  const event = new ICAL.Event(component);
  return {
    method: String(calendar.getFirstPropertyValue("method")),
    uid: event.uid,
    sequence: Number(component.getFirstPropertyValue("sequence")),
    start: event.startDate.toUnixTime() * 1000,
    end: event.endDate.toUnixTime() * 1000,
    status: String(component.getFirstPropertyValue("status")),
    summary: event.summary,
  };
}

/** The calendar part of a letter as text. */
export function icsOf(letter: ParsedMail): string {
  const part = letter.attachments.find(
    ({ contentType }) => contentType === "text/calendar" || contentType === "application/ics",
  );
  if (!part) throw new Error("no calendar part");
  return part.content.toString("utf8");
}
