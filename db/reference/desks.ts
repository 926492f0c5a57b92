/** The Information Centre in Rīga and its four regional contact points. Phones as the centre published them in 2017. */
import type { Region } from "./country";

export interface Desk {
  id: Region;
  name: string;
  nameEn: string;
  placeId: string;
  phone: string;
}

export const DESKS: readonly Desk[] = [
  { id: "riga", name: "Rīga", nameEn: "Rīga", placeId: "riga-centrs", phone: "+37125565098" },
  { id: "kurzeme", name: "Kurzeme (Liepāja)", nameEn: "Kurzeme (Liepāja)", placeId: "liepaja", phone: "+37125719118" },
  { id: "zemgale", name: "Zemgale (Jelgava)", nameEn: "Zemgale (Jelgava)", placeId: "jelgava", phone: "+37125719588" },
  {
    id: "latgale",
    name: "Latgale (Daugavpils)",
    nameEn: "Latgale (Daugavpils)",
    placeId: "daugavpils",
    phone: "+37125723222",
  },
  { id: "vidzeme", name: "Vidzeme (Cēsis)", nameEn: "Vidzeme (Cēsis)", placeId: "cesis", phone: "+37125719266" },
];
