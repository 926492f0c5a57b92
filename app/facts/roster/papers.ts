/** The papers of a person, and their scans. */
import { asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { CredentialKind } from "#app/dispatch/vocabulary";
import type { FileType } from "#app/files/vocabulary";
import type { Instant } from "#app/time";
import { credentials, files, users } from "#db/schema";

export interface Scan {
  /** "PDF" */
  type: string;
  kilobytes: number;
  at: Instant;
  /** null: nobody who was signed in. */
  who: string | null;
}

export interface Paper {
  id: string;
  kind: CredentialKind;
  validFrom: Instant;
  validUntil: Instant | null;
  scan: Scan | null;
}

/** All of one person, by kind, the oldest first. */
export function papersOf({ db }: Pick<Ctx, "db">, interpreterId: string): Paper[] {
  const { type, bytes, at } = files;
  return db
    .select({
      id: credentials.id,
      kind: credentials.kind,
      validFrom: credentials.validFrom,
      validUntil: credentials.validUntil,
      scan: { type, bytes, at },
      who: users.name,
    })
    .from(credentials)
    .leftJoin(files, eq(files.id, credentials.scanId))
    .leftJoin(users, eq(users.id, files.broughtBy))
    .where(eq(credentials.interpreterId, interpreterId))
    .orderBy(asc(credentials.kind), asc(credentials.validFrom))
    .limit(50)
    .all()
    .map(({ scan, who, ...paper }) => ({ ...paper, scan: scan && shown(scan, who) }));
}

function shown({ type, bytes, at }: { type: FileType; bytes: number; at: Instant }, who: string | null): Scan {
  return { type: type.toUpperCase(), kilobytes: Math.ceil(bytes / 1024), at, who };
}

/** The scan of a paper, whose it is, and what it is called where it is kept; null: there is none. */
export function scanOf({ db }: Pick<Ctx, "db">, paperId: string) {
  const row = db
    .select({
      interpreterId: credentials.interpreterId,
      fileId: files.id,
      type: files.type,
      kind: credentials.kind,
    })
    .from(credentials)
    .innerJoin(files, eq(files.id, credentials.scanId))
    .where(eq(credentials.id, paperId))
    .get();
  return row ? { ...row, name: row.kind.replaceAll("_", "-") } : null;
}
