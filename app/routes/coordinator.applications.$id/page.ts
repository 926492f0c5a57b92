/** What the page of an application shows: who asks for what, and which institutions it may be of; or who wants to interpret, and who of the roster they may be. */
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, notFound } from "#app/context.server";
import { organisationsLike } from "#app/facts/doubles/organisations-like";
import { peopleLike } from "#app/facts/doubles/people-like";
import { type Application, applicationById, waitingBeside } from "#app/facts/institutions/applications";
import { translator } from "#app/i18n/index";
import { callingOrganisations } from "#app/queries/coordinator/phone-order";
import { shownApplication } from "#app/queries/everyone/application";
import { likelyPlaces } from "#app/queries/everyone/places";

/** The application once its mail is confirmed; before that it is nobody's to see. */
export function confirmedApplication(ctx: Ctx<UserViewer>, id: string): Application {
  const application = applicationById(ctx, id);
  if (!application || application.confirmedAt === null) throw notFound();
  return application;
}

export function readPage(ctx: Ctx<UserViewer>, id: string) {
  const application = confirmedApplication(ctx, id);
  const { kind, outcome } = application;
  const organisationName = application.organisationName ?? "";
  const page = {
    title: translator(ctx.locale)(kind === "candidate" ? "door:decide.candidate.title" : "door:decide.title"),
    id,
    now: ctx.now,
    shown: shownApplication(ctx, application),
    outcome,
    reason: application.reason,
    refuseKey: newId(),
    /** Others of the same address that wait. */
    beside: outcome ? [] : waitingBeside(ctx, application),
    candidate: kind === "candidate" && !outcome ? { alike: alikeOf(ctx, application) } : null,
  };
  if (outcome || kind === "candidate") return { ...page, choices: null };
  const likely = organisationsLike(ctx, organisationName);
  return {
    ...page,
    choices: {
      admitKey: newId(),
      alike: likely.filter(({ isActive }) => isActive).map(({ id: value, name: label }) => ({ value, label })),
      /** Of a like name too, but they work with us no more. */
      closed: likely.filter(({ isActive }) => !isActive).map(({ name }) => name),
      /** Ids of all that are shown for their likeness. */
      seen: likely.map((one) => one.id).join(","),
      others: callingOrganisations(ctx).map(({ id: value, name: label }) => ({ value, label })),
      likely: likelyPlaces(ctx, "", [application.asked?.placeId ?? null]),
    },
  };
}

/** People of the roster who may be the candidate. */
function alikeOf(ctx: Ctx<UserViewer>, { name, phone, email }: Application) {
  return peopleLike(ctx, { id: null, name, code: null, phone, email });
}

export type PageFacts = ReturnType<typeof readPage>;
