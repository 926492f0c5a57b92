/** A place that is typed, in every form that asks for one: which of the listed places is meant, or none of them. */
import { type FieldErrors, type FormRead, type Meant, typedValues, withWords } from "#app/form";
import type { ListedPlace } from "#app/queries/everyone/places";
import { wordsOf } from "#app/text";
import { seenOf } from "#app/text/characters";

/** So many are shown at once. */
export const MOST_PLACES = 8;
/** What is shorter may be the beginning of anything. */
const LEAST = 3;

/**
 * Listed places that what was typed may mean, the likeliest first: those of that very name, those whose name begins so, and
 * those every one of whose typed words begins a word of the name or the municipality ("rubas pag saldus").
 */
export function placesLike(places: readonly ListedPlace[], typed: string): ListedPlace[] {
  const sought = wordsOf(typed);
  const whole = sought.join(" ");
  if (whole === "") return [];
  const rank = ({ names, words }: ListedPlace) => {
    if (names.includes(whole)) return 0;
    if (names.some((name) => name.startsWith(whole))) return isTown(names) ? 1 : 2;
    return sought.every((part) => words.some((word) => word.startsWith(part))) ? 3 : null;
  };
  return places
    .flatMap((place) => {
      const at = rank(place);
      return at === null ? [] : [{ place, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ place }) => place);
}

const isTown = (names: readonly string[]) => !names.some((name) => / (pagasts|novads)/.test(name));

export type PlaceTyped =
  | { kind: "none" }
  | { kind: "one"; place: ListedPlace }
  | { kind: "several"; places: ListedPlace[] };

/** The one place of that name, or the only one whose name begins so; else all that it may be. */
export function placeTyped(places: readonly ListedPlace[], typed: string): PlaceTyped {
  const whole = wordsOf(typed).join(" ");
  const like = placesLike(places, typed);
  const named = like.filter(({ names }) => names.includes(whole));
  const begun = whole.length < LEAST ? [] : like.filter(({ names }) => names.some((name) => name.startsWith(whole)));
  const only = named.length === 1 ? named[0] : named.length === 0 && begun.length === 1 ? begun[0] : undefined;
  if (only) return { kind: "one", place: only };
  const several = [named, begun, like].find((some) => some.length > 0);
  return several ? { kind: "several", places: several } : { kind: "none" };
}

/** `id: null` where none is named, `undefined` where it must be asked again; `text` where it is not among the listed ones. */
export interface PlaceRead {
  id: string | null | undefined;
  text: string | null;
  errors: FieldErrors;
  meant: Meant;
}

/**
 * The place in the field `name`. Where several may be meant, `NAMEMeant` says which; `NAMEElsewhere` that it is none of the
 * listed ones, so that the words stand for it. Only a form that takes such words has that choice.
 */
export function readPlace(form: FormData, name: string, places: readonly ListedPlace[]): PlaceRead {
  const typed = seenOf(String(form.get(name) ?? ""));
  const nothing = { id: null, text: null, errors: {}, meant: {} };
  if (typed === "") return nothing;
  const found = placeTyped(places, typed);
  const isElsewhere = form.get(`${name}Elsewhere`) === "on";
  const isNamed = found.kind === "one" && found.place.names.includes(wordsOf(typed).join(" "));
  if (found.kind === "one" && (isNamed || !isElsewhere)) return { ...nothing, id: found.place.id };
  const chosen = found.kind === "several" && found.places.find(({ id }) => id === form.get(`${name}Meant`));
  if (chosen) return { ...nothing, id: chosen.id };
  if (isElsewhere) return { ...nothing, text: typed };
  const several = found.kind === "several" ? found.places : [];
  return {
    id: undefined,
    text: null,
    errors: { [name]: [several.length > 0 ? "request:error.placeSeveral" : "request:error.placeUnlisted"] },
    meant: { [name]: several.slice(0, MOST_PLACES).map(({ id, label, note }) => ({ value: id, label, note })) },
  };
}

/** The form as it was read, with the place that one of its fields must name; `missing` is what is said where none stands there. */
export function withPlace<T extends object>(
  read: FormRead<T>,
  form: FormData,
  name: string,
  places: readonly ListedPlace[],
  missing = "request:error.place",
): FormRead<T & { placeId: string }> {
  const { id, errors, meant } = readPlace(form, name, places);
  const nowhere = id === null ? { [name]: [missing] } : {};
  if (read.ok && id) return { ok: true, value: { ...read.value, placeId: id } };
  return {
    ok: false,
    errors: { ...nowhere, ...errors, ...(read.ok ? {} : read.errors) },
    values: typedValues(form),
    meant,
  };
}

/**
 * The street is still that of another place: asked once. `streetOf` is the place that the form last said the street belongs
 * to, `streetWas` the street as it stood there.
 */
export function streetLeft(form: FormData, place: PlaceRead, places: readonly ListedPlace[]): FieldErrors {
  const [of, was, street, typed] = ["streetOf", "streetWas", "address", "place"].map((name) =>
    seenOf(String(form.get(name) ?? "")),
  );
  if (!of || !was || !typed || street !== was || wordsOf(of).join(" ") === wordsOf(typed).join(" ")) return {};
  const before = placeTyped(places, of);
  if (before.kind === "one" && before.place.id === place.id) return {};
  return { address: [withWords("request:error.streetLeft", { place: of })] };
}
