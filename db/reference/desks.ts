/** The Information Centre in Rīga and its four regional contact points. Their telephones are the operator's to give. */
import type { Names } from "#app/dispatch/vocabulary";
import type { Region } from "./country";

export interface Desk {
  id: Region;
  name: Names;
  placeId: string;
}

const desk = (id: Region, name: string, placeId: string): Desk => ({
  id,
  name: { lv: name, en: name },
  placeId,
});

export const DESKS: readonly Desk[] = [
  desk("riga", "Rīga", "riga-centrs"),
  desk("kurzeme", "Kurzeme (Liepāja)", "liepaja"),
  desk("zemgale", "Zemgale (Jelgava)", "jelgava"),
  desk("latgale", "Latgale (Daugavpils)", "daugavpils"),
  desk("vidzeme", "Vidzeme (Cēsis)", "cesis"),
];

/** E.164, of those that have been given. */
export type DeskPhones = Partial<Record<Region, string>>;
