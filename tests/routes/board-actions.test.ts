/** Every action of a coordinator and of finance: it can be taken back for ten seconds, or says beforehand what cannot be; or it concerns nobody. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { translator } from "#app/i18n";
import { eventOfMark, undoable } from "#app/queries/coordinator/undo";
import { waysOut } from "#app/queries/coordinator/ways-out";
import { doDeed } from "#app/routes/coordinator.requests.$id/deeds";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-20T12:00";
const ROUTES = "app/routes";
const OPEN_UNTIL = at("2026-03-20T17:00");

/** Lays a request and answers what the form carries beside its intent. */
type Undone = (w: World) => { id: string; form: Record<string, string> };
/** The sentence that stands beside the button, and the file that shows it. */
interface Said {
  says: string;
  in: string;
}
type Answer = { undo: Undone } | { undoneIn: string } | Said | { nobodyHears: string };

const REQUEST = "coordinator.requests.$id";
const open: Undone = (w) => ({ id: w.request(), form: {} });
const toAmina: Undone = (w) => ({ id: w.request(), form: { interpreterId: "amina" } });
const waiting = { needsInfoAt: at("2026-03-20T11:00"), infoQuestion: "Kurš stāvs?" };

const ACTIONS: Record<string, Answer> = {
  [`${REQUEST} offer`]: { undo: toAmina },
  [`${REQUEST} assign`]: { undo: toAmina },
  [`${REQUEST} noAnswer`]: { undo: toAmina },
  [`${REQUEST} saidNo`]: { undo: toAmina },
  [`${REQUEST} withdraw`]: {
    undo: (w) => {
      const id = w.request();
      return { id, form: { offerId: w.offer(id, "amina", { deadlineAt: OPEN_UNTIL }) } };
    },
  },
  [`${REQUEST} release`]: {
    undo: (w) => {
      const id = w.request();
      return { id, form: { assignmentId: w.assign(id, "amina"), reason: "saslimusi" } };
    },
  },
  [`${REQUEST} reschedule`]: {
    undo: (w) => ({ id: w.request(), form: { date: "2026-03-30", start: "13:00", end: "14:00" } }),
  },
  [`${REQUEST} map`]: {
    undo: (w) => ({ id: w.request({ language: null, languageText: "kurdu" }), form: { language: "ku/ckb" } }),
  },
  [`${REQUEST} mapPlace`]: {
    undo: (w) => ({
      id: w.request({ mode: "onsite", placeId: null, placeText: "mežmāja" }),
      form: { place: "Jēkabpils" },
    }),
  },
  [`${REQUEST} ask`]: { undo: (w) => ({ id: w.request(), form: { question: "Kurš stāvs?" } }) },
  [`${REQUEST} clear`]: { undo: (w) => ({ id: w.request(waiting), form: {} }) },
  [`${REQUEST} propose`]: {
    undo: (w) => {
      w.absence("amina", "2026-03-29T00:00", "2026-04-04T00:00");
      const id = w.request({ gender: "F", genderStrength: "must" });
      const way = waysOut(w.as("ilze", NOON), id).find(({ change }) => change.kind === "gender");
      return { id, form: { way: way?.key ?? "" } };
    },
  },
  [`${REQUEST} reject`]: { undo: (w) => ({ id: w.request(), form: { reason: "cita iestāde" } }) },
  [`${REQUEST} cancel`]: { undo: (w) => ({ ...open(w), form: { sure: "on" } }) },
  [`${REQUEST} giveWay`]: { says: "change:ways.needsMove", in: `${REQUEST}/ways.tsx` },
  [`${REQUEST} agreed`]: { says: "change:open.answerMeans", in: `${REQUEST}/ways.tsx` },
  [`${REQUEST} declined`]: { says: "change:open.answerMeans", in: `${REQUEST}/ways.tsx` },
  [`${REQUEST} caller`]: { says: "coordinator:request.caller.means", in: `${REQUEST}/caller.tsx` },
  "coordinator.requests.$id_.edit": { undoneIn: "tests/routes/edit-sheet.test.ts" },
  "coordinator.requests.$id_.edit save": { undoneIn: "tests/routes/edit-sheet.test.ts" },
  "coordinator.requests.$id_.edit ask": { undoneIn: "tests/routes/edit-sheet.test.ts" },
  "coordinator.requests.$id_.edit look": { nobodyHears: "only shows what saving would do" },
  "coordinator.move": { undoneIn: "tests/queries/coordinator/calendar.test.ts" },
  "coordinator.interpreters.$id_.days week": { nobodyHears: "accepted jobs stay as they are" },
  "coordinator.interpreters.$id_.days absence": {
    nobodyHears: "accepted jobs stay as they are, and it can be called off",
  },
  "coordinator.interpreters.$id_.days cancel": { nobodyHears: "it can be entered again" },
  "coordinator.interpreters.$id_.ill offer": {
    says: "change:ill.noUndo",
    in: "coordinator.interpreters.$id_.ill/view.tsx",
  },
  "coordinator.interpreters.$id_.ill assign": {
    says: "change:ill.noUndo",
    in: "coordinator.interpreters.$id_.ill/view.tsx",
  },
  "coordinator.interpreters.$id_.ill enter": {
    nobodyHears: "an absence without jobs; it is taken away on the person's page",
  },
  "coordinator.plan plan": { nobodyHears: "only reckons" },
  "coordinator.plan offer": { says: "plan:do.nothingSent", in: "coordinator.plan/view.tsx" },
  "coordinator.plan assign": { says: "plan:do.assignMeans", in: "coordinator.plan/view.tsx" },
  "coordinator.new": { nobodyHears: "a new request: what follows is each an action of its own" },
  "coordinator.new other": { nobodyHears: "shows the fields of a new institution" },
  "coordinator.interpreters.$id_.edit": {
    says: "coordinator:person.met.offersMean",
    in: "coordinator.interpreters.$id_.edit/met.tsx",
  },
  "coordinator.interpreters.$id_.edit more": { nobodyHears: "only shows more rows" },
  "coordinator.interpreters.$id_.edit save": {
    says: "coordinator:person.met.offersMean",
    in: "coordinator.interpreters.$id_.edit/met.tsx",
  },
  "coordinator.interpreters.$id": { nobodyHears: "with work ahead it leads to the page that decides" },
  "coordinator.interpreters.$id_.stop": {
    says: "coordinator:stop.noUndo",
    in: "coordinator.interpreters.$id_.stop/view.tsx",
  },
  "coordinator.interpreters.$id_.merge": {
    says: "coordinator:onePerson.noWayBack",
    in: "coordinator.interpreters.$id_.merge.tsx",
  },
  "coordinator.interpreters.$id_.papers keep": {
    says: "coordinator:papers.anotherHint",
    in: "coordinator.interpreters.$id_.papers.tsx",
  },
  "coordinator.interpreters.$id_.papers drop": {
    says: "coordinator:papers.dropMeans",
    in: "coordinator.interpreters.$id_.papers.tsx",
  },
  "coordinator.exclusions.new": { says: "coordinator:exclusions.offersMean", in: "coordinator.exclusions.new.tsx" },
  "coordinator.exclusions.$id": { nobodyHears: "the same exclusion can be added again" },
  "coordinator.applications.$id": { says: "door:decide.means", in: "coordinator.applications.$id/view.tsx" },
  "coordinator.applications.$id refuse": {
    says: "door:decide.reasonHint",
    in: "coordinator.applications.$id/view.tsx",
  },
  "coordinator.clients.$id link": { says: "coordinator:exclusions.offersMean", in: "coordinator.clients.$id/view.tsx" },
  "coordinator.clients.$id unlink": { nobodyHears: "what then holds no more is shown first, and linking puts it back" },
  "coordinator.requests.$id_.feedback": { nobodyHears: "a coordinator's own note of what somebody said by phone" },
  "coordinator.settle asked": { says: "coordinator:settle.lead", in: "coordinator.settle/view.tsx" },
  "coordinator.settle attestation": { says: "coordinator:settle.lead", in: "coordinator.settle/view.tsx" },
  "coordinator.settle own": { says: "coordinator:settle.lead", in: "coordinator.settle/view.tsx" },
  "coordinator.settle paper": { says: "coordinator:settle.lead", in: "coordinator.settle/view.tsx" },
  "coordinator.settle report": { says: "coordinator:settle.lead", in: "coordinator.settle/view.tsx" },
  "coordinator.settle stays": { says: "coordinator:settle.lead", in: "coordinator.settle/view.tsx" },
  "coordinator.settle report_for": {
    says: "coordinator:settle.reportForText",
    in: "coordinator.settle/view.tsx",
  },
  "coordinator.complaints.$id take": { nobodyHears: "that somebody looks into it: its writer sees it on their page" },
  "coordinator.complaints.$id close": { nobodyHears: "that nothing is left to be done" },
  "coordinator.complaints.$id decide": { says: "heard:desk.decideMeans", in: "coordinator.complaints.$id.tsx" },
  "finance.statements._index clean": {
    says: "pay:list.approveAllText",
    in: "finance.statements._index/route.tsx",
  },
  "finance.statements._index paid": { says: "pay:list.paidText", in: "finance.statements._index/route.tsx" },
  "finance.statements.$id approve": { says: "pay:one.approveText", in: "../ui/pay/deciding.tsx" },
  "finance.statements.$id waive": { says: "pay:one.waiveText", in: "../ui/pay/deciding.tsx" },
  "finance.rates": { nobodyHears: "another rate can be entered for the same day" },
  "finance.organisations.$id": { nobodyHears: "another source can be entered for the same day" },
  "finance.statements.$id handIn": { nobodyHears: "it can be sent back" },
  "finance.statements.$id return": { nobodyHears: "it can be handed in again" },
  "finance.statements.$id expense": { nobodyHears: "it can be removed again" },
  "finance.statements.$id remove": { nobodyHears: "it can be added again" },
  "finance.statements.$id bank": { nobodyHears: "another account can be entered" },
  "finance.statements.$id fund": { nobodyHears: "another source can be said until it is approved" },
  "finance.statements.$id terms": { nobodyHears: "other terms can be entered for the same day" },
  "coordinator.told": { nobodyHears: "a coordinator's own note that they have called" },
  "coordinator.undo": { nobodyHears: "is the undo" },
  "coordinator.keys": { nobodyHears: "one's own preferences" },
};

test("each action that the routes of coordinators and of finance read is in the table, and nothing else is", () => {
  expect(
    readdirSync(ROUTES)
      .filter((name) => /^(coordinator|finance)\./.test(name))
      .flatMap(actionsOf)
      .sort(),
  ).toEqual(Object.keys(ACTIONS).sort());
});

const undoables = Object.entries(ACTIONS).flatMap(([name, answer]) =>
  "undo" in answer ? [[name, answer.undo] as const] : [],
);

test.each(undoables)("%s leads to the page with its undo of ten seconds", (name, lay) => {
  const w = world();
  const ctx = w.as("ilze", NOON) as Ctx<UserViewer>;
  const { id, form } = lay(w);
  const sent = new FormData();
  const intent = name.split(" ")[1] ?? "";
  for (const [field, value] of Object.entries({ intent, key: "form-12345", ...form })) sent.append(field, value);
  const done = doDeed(ctx, id, sent);
  const to = done instanceof Response ? done.headers.get("Location") : JSON.stringify(done);
  expect(to).toMatch(/\?undo=[\w-]{59}$/);
  const eventId = eventOfMark(ctx, /[\w-]+$/.exec(to ?? "")?.[0] ?? "") ?? 0;
  expect(eventOfMark(w.as("marta", NOON), /[\w-]+$/.exec(to ?? "")?.[0] ?? "")).toBeNull();
  expect(undoable(ctx, eventId)?.leftMs).toBe(10_000);
  for (const locale of ["lv", "en"] as const) {
    const kind = undoable(ctx, eventId)?.kind;
    expect(translator(locale)(`coordinator:undo.did.${kind}`, { reference: "R" })).not.toContain("undo.did");
  }
});

const confirmed = Object.entries(ACTIONS).flatMap(([name, answer]) =>
  "says" in answer ? [[name, answer] as const] : [],
);

test.each(confirmed)("%s says beside its button what cannot be taken back", (_name, { says, in: file }) => {
  expect(readFileSync(path.join(ROUTES, file), "utf8")).toContain(`"${says}"`);
  expect(translator("lv")(says)).toMatch(/atsaukt/i);
  expect(translator("en")(says)).toMatch(/cannot be (undone|called back)/);
});

test("an undo that is shown elsewhere is shown there", () => {
  for (const answer of Object.values(ACTIONS))
    if ("undoneIn" in answer) expect(readFileSync(answer.undoneIn, "utf8")).toMatch(/undo/);
});

/** "route intent" for each intent that the route reads; the route alone where it reads none. */
function actionsOf(name: string): string[] {
  const source = sourcesOf(path.join(ROUTES, name));
  if (!/export (async )?function action|export const action/.test(source)) return [];
  const route = name.replace(/\.tsx?$/, "");
  const literals = [...source.matchAll(/intent: z\.literal\("(\w+)"\)/g)].map(([, intent]) => intent);
  const enums = [...source.matchAll(/intent: z\.enum\(\[([^\]]+)\]\)/g)].flatMap(([, list]) =>
    [...(list ?? "").matchAll(/"(\w+)"/g)].map(([, intent]) => intent),
  );
  const pressed = [...source.matchAll(/name="intent" value="(\w+)"/g)].map(([, intent]) => intent);
  const intents = new Set([...literals, ...enums, ...pressed]);
  const isAlone = intents.size === 0 || literals.length + enums.length === 0;
  return [...(isAlone ? [route] : []), ...[...intents].map((intent) => `${route} ${intent}`)];
}

function sourcesOf(route: string): string {
  if (existsSync(route) && /\.tsx?$/.test(route)) return readFileSync(route, "utf8");
  return readdirSync(route)
    .map((file) => readFileSync(path.join(route, file), "utf8"))
    .join("\n");
}
