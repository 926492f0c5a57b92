/** Who asks: a request of one of the demo organisations, with its contact, place and client. */
import { type Guarded, ownText } from "#app/privacy";
import { keyed } from "#app/text/keys";
import { addMinutes } from "#app/time";
import { PLACES } from "../reference/country";
import { phone } from "./fictions";
import type { Demo } from "./opening";
import { DEMO_ORGANISATIONS } from "./organisations";
import type { Asked } from "./story";

/** What a scene says of a request. `client` is a number among the organisation's codes, `unit` an index. */
export type Scene = Pick<Asked, "language" | "topic" | "startAt" | "submittedAt"> &
  Partial<Omit<Asked, Words>> &
  Partial<Record<Words, string>> & { minutes: number; client?: number; unit?: number };
type Words = "note" | "address" | "languageText";
/** Fills in who asks: the organisation by its slug. */
export type Ask = (slug: string, scene: Scene) => Asked;

/** Fills in what a scene leaves open, from the organisation that asks. */
export function asker(demo: Demo): Ask {
  return (slug, { minutes, client, unit, note, address, languageText, ...scene }) => {
    const organisation = demo.bySlug.get(slug)!;
    const isOnsite = scene.mode === "onsite";
    const placeId = isOnsite ? (scene.placeId ?? organisation.placeId) : null;
    const person = unit === 1 && organisation.userIds.length > 1 ? 1 : 0;
    return {
      organisationId: organisation.id,
      requesterId: organisation.userIds[person]!,
      contactName: ownText(organisation.people[person]!),
      contactPhone: phone(200 + DEMO_ORGANISATIONS.findIndex((one) => one.slug === slug) * 2 + person),
      unitId: unit === undefined ? null : (organisation.unitIds[unit] ?? null),
      deskId: PLACES.find((place) => place.id === (placeId ?? organisation.placeId))!.region,
      mode: "phone",
      endAt: addMinutes(scene.startAt, minutes),
      clientId: client === undefined ? null : numberedClient(demo, slug, client, scene),
      videoLink:
        scene.mode === "video" ? ownText(`https://saruna.demo.tilts.test/${demo.chance.id().slice(0, 10)}`) : null,
      ...scene,
      placeId,
      ...(note && { note: ownText(note) }),
      ...(languageText && { languageText: ownText(languageText) }),
      address: isOnsite ? own(address ?? organisation.address) : null,
    } satisfies Asked;
  };
}

const own = (text: string | null): Guarded | null => (text === null ? null : ownText(text));

/** The n-th code of an organisation; codes up to it are made, speaking the language. */
export function numberedClient(
  demo: Demo,
  slug: string,
  n: number,
  { language, variant = null }: Pick<Asked, "language" | "variant">,
): string {
  const known = demo.clientsOf.get(slug) ?? [];
  while (known.length < n) {
    const { prefix, id: organisationId } = demo.bySlug.get(slug)!;
    const id = demo.chance.id();
    const code = `${prefix}-${String(101 + known.length)}`;
    demo.clients.push({ id, organisationId, code, ...keyed(code) });
    known.push({ id, language: language ?? "ar", variant });
  }
  demo.clientsOf.set(slug, known);
  return known[n - 1]!.id;
}
