/** The Information Centre in Rīga and its four regional contact points. Phones as the centre published them in 2017. */
import type { Names } from "#app/dispatch/vocabulary";
import type { Region } from "./country";

export interface Desk {
  id: Region;
  name: Names;
  placeId: string;
  phone: string;
}

const desk = (id: Region, name: string, placeId: string, phone: string): Desk => ({
  id,
  name: { lv: name, en: name },
  placeId,
  phone,
});

export const DESKS: readonly Desk[] = [
  desk("riga", "Rīga", "riga-centrs", "+37125565098"),
  desk("kurzeme", "Kurzeme (Liepāja)", "liepaja", "+37125719118"),
  desk("zemgale", "Zemgale (Jelgava)", "jelgava", "+37125719588"),
  desk("latgale", "Latgale (Daugavpils)", "daugavpils", "+37125723222"),
  desk("vidzeme", "Vidzeme (Cēsis)", "cesis", "+37125719266"),
];
