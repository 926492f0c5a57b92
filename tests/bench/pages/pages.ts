/** Every page that is measured: who looks at it and where it is. */
import path from "node:path";
import Database from "better-sqlite3";

export interface BenchPage {
  name: string;
  /** Whose eyes: the first part of a demo account's address. */
  who: "ilze" | "admin" | "karim" | "sociala";
  address: string;
  /** Shows nearly nothing: what any page costs. */
  isEmpty?: true;
  isList?: true;
}

const page = (who: BenchPage["who"], name: string, address: string): BenchPage => ({ who, name, address });
const list = (who: BenchPage["who"], name: string, address: string): BenchPage => ({
  who,
  name,
  address,
  isList: true,
});

/** What stands in braces is an id or a word of the history's database. */
export const PAGES: readonly BenchPage[] = [
  { ...page("ilze", "an empty page", "/accessibility"), isEmpty: true },
  page("ilze", "health", "/healthz"),
  page("ilze", "news", "/news?since=x"),
  page("ilze", "coordinator: first page", "/coordinator"),
  list("ilze", "requests", "/coordinator/requests"),
  list("ilze", "requests: page 15", "/coordinator/requests?page=15"),
  list("ilze", "requests: open", "/coordinator/requests?state=open"),
  list("ilze", "requests: secured", "/coordinator/requests?state=secured"),
  list("ilze", "requests: past", "/coordinator/requests?state=past"),
  list("ilze", "requests: cancelled", "/coordinator/requests?state=cancelled"),
  list("ilze", "requests: rejected", "/coordinator/requests?state=rejected"),
  list("ilze", "requests: a language", "/coordinator/requests?language=ta"),
  list("ilze", "requests: not listed", "/coordinator/requests?language=-"),
  list("ilze", "requests: desk and way", "/coordinator/requests?desk=latgale&mode=video"),
  list("ilze", "requests: a month", "/coordinator/requests?from=2026-08-01&to=2026-08-31"),
  list("ilze", "search: reference", "/coordinator/requests?q={prefix}"),
  list("ilze", "search: institution", "/coordinator/requests?q=dienests"),
  list("ilze", "search: contact", "/coordinator/requests?q=sanita"),
  list("ilze", "search: phone", "/coordinator/requests?q=20000200"),
  list("ilze", "search: client code", "/coordinator/requests?q={client}"),
  list("ilze", "search: language", "/coordinator/requests?q=dari"),
  list("ilze", "search: interpreter", "/coordinator/requests?q=amina"),
  list("ilze", "search: nothing there", "/coordinator/requests?q=zzzzzz"),
  page("ilze", "one request", "/coordinator/requests/{coming}"),
  page("ilze", "one past request", "/coordinator/requests/{past}"),
  page("ilze", "new, by phone", "/coordinator/new?organisation={organisation}"),
  page("ilze", "calendar: day", "/coordinator/calendar?view=day&date=2026-11-24"),
  page("ilze", "calendar: week", "/coordinator/calendar?view=week&date=2026-11-24"),
  page("ilze", "calendar: month", "/coordinator/calendar?view=month&date=2026-11-24"),
  page("ilze", "calendar: list", "/coordinator/list?date=2026-11-24"),
  page("ilze", "plan", "/coordinator/plan"),
  list("ilze", "interpreters", "/coordinator/interpreters"),
  page("ilze", "one interpreter", "/coordinator/interpreters/{interpreter}"),
  list("ilze", "clients: a code", "/coordinator/clients?q={client}"),
  page("ilze", "one interpreter ill", "/coordinator/interpreters/{interpreter}/ill"),
  page("admin", "admin: first page", "/admin/health"),
  page("admin", "journal", "/admin/journal"),
  page("admin", "languages", "/admin/languages"),
  page("admin", "a journey", "/admin/travel?from=Jelgava&to=Liepāja"),
  list("admin", "users", "/admin/users"),
  list("admin", "organisations", "/admin/organisations"),
  page("karim", "interpreter: first page", "/interpreter"),
  list("karim", "jobs", "/interpreter/jobs"),
  list("karim", "jobs: done, page 2", "/interpreter/jobs?page=2"),
  page("karim", "calendar of one's own", "/interpreter/calendar"),
  page("karim", "availability", "/interpreter/availability"),
  list("sociala", "institution: list", "/institution"),
  list("sociala", "institution: past", "/institution?view=past"),
  list("sociala", "institution: closed", "/institution?view=closed"),
  list("sociala", "institution: mine, past", "/institution?view=past&mine=1"),
  list("sociala", "institution: search", "/institution?view=past&q=dari"),
  list("sociala", "institution: client", "/institution?view=past&q={client}"),
  list("sociala", "institution: contact", "/institution?view=past&q=sanita"),
  page("sociala", "institution: form", "/institution/new"),
  page("sociala", "institution: one request", "/institution/requests/{own}"),
  page("sociala", "account", "/account"),
];

const WORDS = {
  coming: `select a.request_id from assignments a join requests r on r.id = a.request_id
    where a.start_at > 1795600000000 and r.id not like 'h%' order by a.start_at, a.id limit 1`,
  past: "select request_id from assignments where request_id not like 'h%' order by start_at, id limit 1",
  organisation: "select organisation_id from users where email = 'sociala@demo.tilts.test'",
  interpreter: "select interpreter_id from users where email = 'karim@demo.tilts.test'",
  client: `select code from clients where id not like 'hc%' and organisation_id =
    (select organisation_id from users where email = 'sociala@demo.tilts.test') order by code limit 1`,
  own: `select r.id from requests r join users u on u.id = r.requester_id where u.email = 'sociala@demo.tilts.test'
    and r.id not like 'h%' order by r.start_at desc limit 1`,
  prefix: "select substr(reference, 1, 4) from requests where id not like 'h%' order by id limit 1",
};

export function addressesIn(dataDir: string, pages: readonly BenchPage[]): BenchPage[] {
  const sqlite = new Database(path.join(dataDir, "tilts.db"), { readonly: true });
  const words = Object.entries(WORDS).map(([word, sql]) => [word, String(sqlite.prepare(sql).pluck().get())] as const);
  sqlite.close();
  return pages.map((one) => ({
    ...one,
    address: words.reduce((address, [word, value]) => address.replace(`{${word}}`, value), one.address),
  }));
}
