/** Who asks in the demo database: plausible Latvian names, all invented. No addresses of crisis centres. */
import type { Sector } from "#app/dispatch/vocabulary";

export interface DemoOrganisation {
  slug: string;
  name: string;
  sector: Sector;
  placeId: string;
  address: string | null;
  units: readonly string[];
  /** How much of the requests comes from here. */
  weight: number;
  /** Prefix of its clients' codes. */
  prefix: string;
  mailbox: boolean;
  /** The first has an account under the organisation's slug. */
  people: readonly string[];
}

/** Those with a mailbox that hears of everything too. */
const WITH_MAILBOX = ["konsultants", "sociala", "lietas", "slimnica"];

/** Organisations of one sector. Several people or units stand in one text. */
function of(
  sector: Sector,
  rows: readonly [
    slug: string,
    name: string,
    placeId: string,
    address: string | null,
    weight: number,
    prefix: string,
    people: string,
    units?: string,
  ][],
): DemoOrganisation[] {
  return rows.map(([slug, name, placeId, address, weight, prefix, people, units]) => ({
    slug,
    name,
    sector,
    placeId,
    address,
    weight,
    prefix,
    people: people.split(", "),
    units: units?.split(", ") ?? [],
    mailbox: WITH_MAILBOX.includes(slug),
  }));
}

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = [
  ...of("ici", [
    [
      "konsultants",
      "Informācijas centrs",
      "riga-centrs",
      "Tiltu iela 7",
      16,
      "IC",
      "Kārlis Bērziņš, Elīna Roze",
      "Konsultanti, Psihologs",
    ],
    ["liepaja", "Kontaktpunkts „Kurzeme”", "liepaja", "Jūras vēju iela 3", 7, "KU", "Dace Priede"],
    ["jelgava", "Kontaktpunkts „Zemgale”", "jelgava", "Driksas prospekts 12", 5, "ZE", "Aija Lapiņa"],
    ["daugavpils", "Kontaktpunkts „Latgale”", "daugavpils", "Cietokšņa laukums 2", 5, "LA", "Inga Vanaga"],
    ["cesis", "Kontaktpunkts „Vidzeme”", "cesis", "Pils parka iela 5", 4, "VI", "Gunta Egle"],
  ]),
  ...of("social", [
    [
      "sociala",
      "Ozolkalna Sociālais dienests",
      "riga-centrs",
      "Ozolkalna iela 14",
      15,
      "OZ",
      "Sanita Ozola, Māris Liepiņš",
      "Ģimeņu atbalsta nodaļa, Sociālās palīdzības nodaļa",
    ],
    ["krasts", "Krasta Sociālais dienests", "liepaja", "Bāku iela 9", 5, "KR", "Ieva Krasta"],
    ["lielupe", "Lielupes Sociālais dienests", "jelgava", "Pasta sala 4", 4, "LI", "Līga Upīte"],
    [
      "dienvidlatgale",
      "Dienvidlatgales Sociālais dienests",
      "daugavpils",
      "Vienības laukums 8",
      4,
      "DL",
      "Tatjana Laizāne",
    ],
    ["gauja", "Gaujmalas Sociālais dienests", "valmiera", "Gaujas krasts 21", 3, "GA", "Zane Siliņa"],
  ]),
  ...of("state", [
    [
      "lietas",
      "Iedzīvotāju lietu pārvaldes Rīgas nodaļa",
      "riga-centrs",
      "Zīmogu iela 2",
      9,
      "IR",
      "Guntis Kļaviņš, Laura Balode",
    ],
    [
      "lietas-latgale",
      "Iedzīvotāju lietu pārvaldes Latgales nodaļa",
      "rezekne",
      "Ezera laukums 6",
      2,
      "IL",
      "Jānis Rudzītis",
    ],
    ["darbs", "Darba starpniecības aģentūra", "riga-purvciems", "Darba laukums 1", 6, "DA", "Inese Jansone"],
    ["priedes", "Uzņemšanas vieta „Priedes”", "mucenieki", "Priežu ceļš 1", 6, "PR", "Andis Strods"],
  ]),
  ...of("orphans_court", [
    ["barintiesa", "Ozolkalna bāriņtiesa", "riga-centrs", "Ozolkalna iela 16", 3, "OB", "Vita Kalve"],
    ["barintiesa-lielupe", "Lielupes bāriņtiesa", "jelgava", "Pasta sala 6", 2, "LB", "Santa Grīnberga"],
  ]),
  ...of("crisis", [
    ["krize", "Krīzes centrs „Ābeļzieds”", "riga-pardaugava", null, 5, "AB", "Kristīne Vītola"],
    ["krize-kapa", "Krīzes centrs „Kāpa”", "liepaja", null, 2, "KA", "Madara Vilciņa"],
  ]),
  ...of("education", [
    [
      "skola",
      "Kļavlapu pamatskola",
      "riga-purvciems",
      "Kļavlapu iela 11",
      6,
      "KS",
      "Rita Zvirbule",
      "Sākumskola, Pamatskola",
    ],
    ["pirmsskola", "Pirmsskola „Pīlādzītis un vāvere”", "jelgava", "Vāveru iela 3", 2, "PV", "Maija Apse"],
    ["vidusskola", "Gaujmalas vidusskola", "valmiera", "Skolas laukums 2", 2, "GV", "Edgars Lācis"],
  ]),
  ...of("health", [
    [
      "slimnica",
      "Ozolkalna slimnīca",
      "riga-sarkandaugava",
      "Slimnīcas aleja 1",
      9,
      "SL",
      "Agnese Sproģe, Toms Freimanis",
      "Dzemdību nodaļa, Uzņemšanas nodaļa, Bērnu nodaļa",
    ],
    ["arsti", "Ģimenes ārstu prakse „Mārsilmala”", "riga-pardaugava", "Mārsilu iela 5", 4, "AP", "Ilona Meiere"],
    ["poliklinika", "Piejūras poliklīnika", "ventspils", "Piejūras aleja 10", 2, "PP", "Sandra Krauze"],
    ["slimnica-latgale", "Dienvidlatgales slimnīca", "daugavpils", "Veselības iela 4", 3, "DS", "Oksana Semjonova"],
  ]),
  ...of("bank", [
    ["banka", "Ziemeļvēja banka", "riga-centrs", "Naudas laukums 3", 3, "ZB", "Baiba Zariņa"],
    ["banka-kursa", "Kursas banka", "liepaja", "Tirgotāju iela 2", 2, "KB", "Artūrs Dreimanis"],
  ]),
  ...of("employer", [
    ["maiznica", "SIA „Zelta klaips un dēli”", "ogre", "Maizes iela 8", 2, "ZK", "Uldis Pētersons"],
    ["darbnica", "SIA „Kursas koka darbnīca”", "saldus", "Zāģeru iela 15", 2, "KD", "Normunds Kalējs"],
  ]),
  ...of("ngo", [["biedriba", "Biedrība „Kopā pār upi”", "cesis", "Akmens tilta iela 1", 2, "KP", "Anete Bite"]]),
  ...of("library", [
    ["biblioteka", "Pārupes bibliotēka", "riga-pardaugava", "Grāmatu iela 6", 1, "PB", "Velta Cīrule"],
  ]),
  ...of("landlord", [
    ["nami", "Namu apsaimniekotājs „Jumts un durvis”", "riga-purvciems", "Durvju iela 4", 2, "JD", "Raimonds Putns"],
  ]),
  ...of("court_police", [["tiesa", "Lielupes rajona tiesa", "jelgava", "Tiesas laukums 1", 2, "LT", "Evita Saulīte"]]),
];
