/** What the columns of each kind of table are called: Latvian names as in the template, then English ones. */
import type { ImportKind } from "#app/dispatch/vocabulary";
import type { Columns } from "./rows";

export const INTERPRETER_COLUMNS = [
  { key: "code", names: ["kods"], required: true },
  {
    key: "name",
    names: ["vārds", "vards_uzvards", "vārds, uzvārds", "vārds un uzvārds", "first_name"],
    required: true,
  },
  { key: "surname", names: ["uzvārds", "surname", "last_name", "family_name"] },
  { key: "gender", names: ["dzimums"] },
  { key: "email", names: ["e-pasts", "epasts", "e-mail"] },
  { key: "phone", names: ["tālrunis", "telefons"] },
  { key: "home", names: ["dzīvesvieta", "home_place", "place"], required: true },
  { key: "desk", names: ["kontaktpunkts"] },
  { key: "languages", names: ["valodas"], required: true },
  { key: "modes", names: ["veidi"] },
  { key: "radius", names: ["attālums_km", "radius_km"] },
  { key: "hours", names: ["stundas_nedēļā", "hours_per_week", "weekly_hours"] },
  { key: "pledgeFrom", names: ["apliecinājums_no", "pledge_from"] },
  { key: "pledgeUntil", names: ["apliecinājums_līdz", "pledge_until"] },
  { key: "policeFrom", names: ["izziņa_no", "police_certificate_from"] },
  { key: "policeUntil", names: ["izziņa_līdz", "police_certificate_until"] },
  { key: "availability", names: ["pieejamība"] },
  { key: "status", names: ["statuss"] },
] as const satisfies Columns<string>;

export const ORGANISATION_COLUMNS = [
  { key: "code", names: ["kods"], required: true },
  { key: "name", names: ["nosaukums"], required: true },
  { key: "sector", names: ["nozare"], required: true },
  { key: "place", names: ["vieta"], required: true },
  { key: "address", names: ["adrese"] },
  { key: "phone", names: ["tālrunis", "telefons"] },
  { key: "email", names: ["e-pasts", "epasts", "e-mail"] },
  { key: "units", names: ["struktūrvienības"] },
] as const satisfies Columns<string>;

export const COLUMNS: Record<ImportKind, Columns<string>> = {
  interpreters: INTERPRETER_COLUMNS,
  organisations: ORGANISATION_COLUMNS,
};
