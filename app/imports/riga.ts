/** The parts of Rīga by the names that people use, and the part that the list of places has for each. */
import { fold } from "#app/text";

const PARTS = {
  "riga-centrs":
    "centrs, Vecrīga, vecpilsēta, Avoti, Brasa, Grīziņkalns, klusais centrs, Maskavas forštate, Latgales priekšpilsēta, Pētersala, Andrejsala, Skanste",
  "riga-pardaugava":
    "Pārdaugava, Āgenskalns, Atgāzene, Beberbeķi, Bieriņi, Bišumuiža, Dzirciems, Iļģuciems, Imanta, Katlakalns, Kleisti, Ķīpsala, Lucavsala, Mūkupurvs, Pleskodāle, Salas, Šampēteris, Spilve, Torņakalns, Zasulauks, Ziepniekkalns, Zolitūde",
  "riga-purvciems":
    "Purvciems, Pļavnieki, Dārzciems, Dārziņi, Dreiliņi, Ķengarags, Rumbula, Šķirotava, Teika, Jugla, Berģi, Brekši, Bukulti, Mežciems, Čiekurkalns",
  "riga-sarkandaugava":
    "Sarkandaugava, Bolderāja, Daugavgrīva, Kundziņsala, Mangaļsala, Mežaparks, Mīlgrāvis, Vecmīlgrāvis, Jaunciems, Trīsciems, Vecāķi, Vecdaugava, Voleri",
};

const OF = new Map(
  Object.entries(PARTS).flatMap(([place, names]) => names.split(", ").map((name) => [fold(name), place] as const)),
);

/** The id of the place for a part of Rīga ("Purvciems", "Rīga, Purvciems", "Rīga (centrs)"); undefined for anything else. */
export function partOfRiga(typed: string): string | undefined {
  const words = fold(typed.replace(/[(),./–-]/g, " "));
  const part = words.replace(/^rigas? ?/, "").replace(/ riga$/, "");
  return part === "" ? "riga-centrs" : OF.get(part);
}
