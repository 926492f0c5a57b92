/** The Information Centre in Rīga and its four regional contact points. Phones as the centre published them in 2017. */
import type { Names } from "#app/dispatch/vocabulary";
import type { Region } from "./country";

export interface Desk {
  id: Region;
  name: Names;
  placeId: string;
  phone: string;
}

export const DESKS: readonly Desk[] = [
  { id: "riga", name: { lv: "Rīga", en: "Rīga" }, placeId: "riga-centrs", phone: "+37125565098" },
  {
    id: "kurzeme",
    name: { lv: "Kurzeme (Liepāja)", en: "Kurzeme (Liepāja)" },
    placeId: "liepaja",
    phone: "+37125719118",
  },
  {
    id: "zemgale",
    name: { lv: "Zemgale (Jelgava)", en: "Zemgale (Jelgava)" },
    placeId: "jelgava",
    phone: "+37125719588",
  },
  {
    id: "latgale",
    name: { lv: "Latgale (Daugavpils)", en: "Latgale (Daugavpils)" },
    placeId: "daugavpils",
    phone: "+37125723222",
  },
  { id: "vidzeme", name: { lv: "Vidzeme (Cēsis)", en: "Vidzeme (Cēsis)" }, placeId: "cesis", phone: "+37125719266" },
];
