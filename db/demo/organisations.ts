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

/** Organisations of one sector, each a row: slug, prefix:weight and place | name | address | people | units. */
const of = (sector: Sector) => (rows: string) =>
  rows
    .trim()
    .split("\n")
    .map((row) => organisation(sector, row));

function organisation(sector: Sector, row: string): DemoOrganisation {
  const [who = "", name = "", address, people = "", units] = row.split("|").map((part) => part.trim());
  const [slug = "", share = "", placeId = ""] = who.split(" ");
  const [prefix = "", weight] = share.split(":");
  return {
    slug,
    name,
    sector,
    placeId,
    address: address || null,
    units: units?.split(", ") ?? [],
    weight: Number(weight),
    prefix,
    mailbox: WITH_MAILBOX.includes(slug),
    people: people.split(", "),
  };
}

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = [
  ...of("ici")(`
    konsultants IC:16 riga-centrs | Informācijas centrs | Tiltu iela 7 | Kārlis Bērziņš, Elīna Roze | Konsultanti, Psihologs
    liepaja KU:7 liepaja | Kontaktpunkts „Kurzeme” | Jūras vēju iela 3 | Dace Priede
    jelgava ZE:5 jelgava | Kontaktpunkts „Zemgale” | Driksas prospekts 12 | Aija Lapiņa
    daugavpils LA:5 daugavpils | Kontaktpunkts „Latgale” | Cietokšņa laukums 2 | Inga Vanaga
    cesis VI:4 cesis | Kontaktpunkts „Vidzeme” | Pils parka iela 5 | Gunta Egle`),
  ...of("social")(`
    sociala OZ:15 riga-centrs | Ozolkalna Sociālais dienests | Ozolkalna iela 14 | Sanita Ozola, Māris Liepiņš | Ģimeņu atbalsta nodaļa, Sociālās palīdzības nodaļa
    krasts KR:5 liepaja | Krasta Sociālais dienests | Bāku iela 9 | Ieva Krasta
    lielupe LI:4 jelgava | Lielupes Sociālais dienests | Pasta sala 4 | Līga Upīte
    dienvidlatgale DL:4 daugavpils | Dienvidlatgales Sociālais dienests | Vienības laukums 8 | Tatjana Laizāne
    gauja GA:3 valmiera | Gaujmalas Sociālais dienests | Gaujas krasts 21 | Zane Siliņa`),
  ...of("state")(`
    lietas IR:9 riga-centrs | Iedzīvotāju lietu pārvaldes Rīgas nodaļa | Zīmogu iela 2 | Guntis Kļaviņš, Laura Balode
    lietas-latgale IL:2 rezekne | Iedzīvotāju lietu pārvaldes Latgales nodaļa | Ezera laukums 6 | Jānis Rudzītis
    darbs DA:6 riga-purvciems | Darba starpniecības aģentūra | Darba laukums 1 | Inese Jansone
    priedes PR:6 mucenieki | Uzņemšanas vieta „Priedes” | Priežu ceļš 1 | Andis Strods`),
  ...of("orphans_court")(`
    barintiesa OB:3 riga-centrs | Ozolkalna bāriņtiesa | Ozolkalna iela 16 | Vita Kalve
    barintiesa-lielupe LB:2 jelgava | Lielupes bāriņtiesa | Pasta sala 6 | Santa Grīnberga`),
  ...of("crisis")(`
    krize AB:5 riga-pardaugava | Krīzes centrs „Ābeļzieds” |  | Kristīne Vītola
    krize-kapa KA:2 liepaja | Krīzes centrs „Kāpa” |  | Madara Vilciņa`),
  ...of("education")(`
    skola KS:6 riga-purvciems | Kļavlapu pamatskola | Kļavlapu iela 11 | Rita Zvirbule | Sākumskola, Pamatskola
    pirmsskola PV:2 jelgava | Pirmsskola „Pīlādzītis un vāvere” | Vāveru iela 3 | Maija Apse
    vidusskola GV:2 valmiera | Gaujmalas vidusskola | Skolas laukums 2 | Edgars Lācis`),
  ...of("health")(`
    slimnica SL:9 riga-sarkandaugava | Ozolkalna slimnīca | Slimnīcas aleja 1 | Agnese Sproģe, Toms Freimanis | Dzemdību nodaļa, Uzņemšanas nodaļa, Bērnu nodaļa
    arsti AP:4 riga-pardaugava | Ģimenes ārstu prakse „Mārsilmala” | Mārsilu iela 5 | Ilona Meiere
    poliklinika PP:2 ventspils | Piejūras poliklīnika | Piejūras aleja 10 | Sandra Krauze
    slimnica-latgale DS:3 daugavpils | Dienvidlatgales slimnīca | Veselības iela 4 | Oksana Semjonova`),
  ...of("bank")(`
    banka ZB:3 riga-centrs | Ziemeļvēja banka | Naudas laukums 3 | Baiba Zariņa
    banka-kursa KB:2 liepaja | Kursas banka | Tirgotāju iela 2 | Artūrs Dreimanis`),
  ...of("employer")(`
    maiznica ZK:2 ogre | SIA „Zelta klaips un dēli” | Maizes iela 8 | Uldis Pētersons
    darbnica KD:2 saldus | SIA „Kursas koka darbnīca” | Zāģeru iela 15 | Normunds Kalējs`),
  ...of("ngo")(`
    biedriba KP:2 cesis | Biedrība „Kopā pār upi” | Akmens tilta iela 1 | Anete Bite`),
  ...of("library")(`
    biblioteka PB:1 riga-pardaugava | Pārupes bibliotēka | Grāmatu iela 6 | Velta Cīrule`),
  ...of("landlord")(`
    nami JD:2 riga-purvciems | Namu apsaimniekotājs „Jumts un durvis” | Durvju iela 4 | Raimonds Putns`),
  ...of("court_police")(`
    tiesa LT:2 jelgava | Lielupes rajona tiesa | Tiesas laukums 1 | Evita Saulīte`),
];
