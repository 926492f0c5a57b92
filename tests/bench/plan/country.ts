/**
 * A country to generate work in: Latvian towns, the roads between them (kilometres and minutes by car, from general
 * knowledge, rounded), and languages by how often they are needed.
 */
export interface Country {
  zones: { id: string; name: string }[];
  /** How many people live and how much work happens there, zone by zone. */
  weights: number[];
  travelMin: number[][];
  travelKm: number[][];
}

const INSIDE_ONE_ZONE = { km: 4, minutes: 15 };

/** The first 14 are where a small service works, the first 28 the whole country, all of them the country in detail. */
const TOWNS: [id: string, name: string, weight: number][] = [
  ["RIX-C", "Rīga, Centrs", 16],
  ["RIX-W", "Rīga, Pārdaugava", 11],
  ["RIX-E", "Rīga, Pļavnieki", 11],
  ["JUR", "Jūrmala", 3.5],
  ["JEL", "Jelgava", 5],
  ["LPX", "Liepāja", 5],
  ["DGP", "Daugavpils", 6],
  ["CES", "Cēsis", 2.5],
  ["VLM", "Valmiera", 4],
  ["VNT", "Ventspils", 3],
  ["REZ", "Rēzekne", 3],
  ["JEK", "Jēkabpils", 3],
  ["OGR", "Ogre", 3],
  ["MUC", "Mucenieki", 3],
  ["RIX-N", "Rīga, Bolderāja", 5],
  ["SAL", "Salaspils", 2.5],
  ["SIG", "Sigulda", 1.2],
  ["TUK", "Tukums", 1],
  ["SLD", "Saldus", 1.8],
  ["KUL", "Kuldīga", 1.2],
  ["TAL", "Talsi", 1.4],
  ["DOB", "Dobele", 1.2],
  ["BAU", "Bauska", 1],
  ["AIZ", "Aizkraukle", 1.5],
  ["MAD", "Madona", 1.4],
  ["GUL", "Gulbene", 1.2],
  ["ALU", "Alūksne", 1.2],
  ["LIM", "Limbaži", 1],
  ["KEK", "Ķekava", 1.5],
  ["MRP", "Mārupe", 1.5],
  ["ADA", "Ādaži", 1],
  ["IEC", "Iecava", 0.6],
  ["KOK", "Koknese", 0.4],
  ["LIV", "Līvāni", 0.6],
  ["PRE", "Preiļi", 0.6],
  ["KRS", "Krāslava", 0.7],
  ["LUD", "Ludza", 0.6],
  ["VAR", "Varakļāni", 0.3],
  ["BLV", "Balvi", 0.6],
  ["SMI", "Smiltene", 0.6],
  ["VLK", "Valka", 0.6],
  ["RUJ", "Rūjiena", 0.3],
  ["SLC", "Salacgrīva", 0.4],
  ["KAN", "Kandava", 0.4],
  ["SAB", "Sabile", 0.2],
  ["AZP", "Aizpute", 0.4],
  ["AUC", "Auce", 0.3],
];

const ROADS: [from: string, to: string, km: number, minutes: number][] = [
  ["RIX-C", "RIX-W", 6, 15],
  ["RIX-C", "RIX-E", 7, 17],
  ["RIX-C", "RIX-N", 9, 20],
  ["RIX-W", "RIX-N", 10, 20],
  ["RIX-W", "JUR", 18, 25],
  ["RIX-N", "JUR", 25, 35],
  ["RIX-W", "JEL", 38, 42],
  ["RIX-W", "MRP", 9, 15],
  ["MRP", "JUR", 18, 22],
  ["RIX-W", "KEK", 18, 23],
  ["RIX-C", "KEK", 17, 25],
  ["KEK", "IEC", 27, 24],
  ["IEC", "BAU", 22, 19],
  ["RIX-E", "SAL", 13, 20],
  ["RIX-C", "SAL", 18, 28],
  ["RIX-E", "MUC", 14, 20],
  ["SAL", "MUC", 11, 17],
  ["SAL", "OGR", 18, 21],
  ["RIX-C", "ADA", 25, 30],
  ["RIX-N", "ADA", 24, 30],
  ["ADA", "SLC", 78, 64],
  ["ADA", "LIM", 66, 58],
  ["SLC", "LIM", 45, 42],
  ["RIX-E", "SIG", 48, 46],
  ["ADA", "SIG", 42, 42],
  ["SIG", "CES", 36, 31],
  ["SIG", "LIM", 50, 49],
  ["LIM", "VLM", 42, 41],
  ["CES", "VLM", 30, 31],
  ["VLM", "RUJ", 45, 42],
  ["VLM", "VLK", 48, 44],
  ["VLM", "SMI", 41, 38],
  ["SMI", "VLK", 45, 42],
  ["CES", "SMI", 62, 56],
  ["SMI", "ALU", 70, 60],
  ["SMI", "GUL", 60, 54],
  ["GUL", "ALU", 40, 38],
  ["GUL", "BLV", 45, 41],
  ["BLV", "ALU", 70, 64],
  ["BLV", "REZ", 83, 74],
  ["GUL", "MAD", 53, 49],
  ["CES", "MAD", 94, 88],
  ["MAD", "VAR", 40, 36],
  ["VAR", "REZ", 46, 40],
  ["MAD", "JEK", 56, 51],
  ["MAD", "KOK", 66, 60],
  ["OGR", "AIZ", 52, 43],
  ["AIZ", "KOK", 20, 18],
  ["KOK", "JEK", 44, 37],
  ["JEK", "VAR", 55, 47],
  ["JEK", "LIV", 27, 22],
  ["LIV", "DGP", 62, 50],
  ["LIV", "PRE", 30, 27],
  ["PRE", "REZ", 58, 52],
  ["PRE", "DGP", 60, 54],
  ["DGP", "REZ", 91, 76],
  ["DGP", "KRS", 45, 40],
  ["KRS", "LUD", 78, 72],
  ["REZ", "LUD", 26, 23],
  ["JUR", "TUK", 48, 44],
  ["MRP", "TUK", 58, 50],
  ["JEL", "TUK", 56, 52],
  ["TUK", "KAN", 28, 26],
  ["TUK", "TAL", 55, 48],
  ["KAN", "SAB", 18, 17],
  ["SAB", "KUL", 40, 38],
  ["SAB", "TAL", 25, 25],
  ["TAL", "VNT", 62, 54],
  ["KUL", "VNT", 58, 52],
  ["KUL", "SLD", 45, 42],
  ["KUL", "AZP", 47, 44],
  ["AZP", "LPX", 50, 45],
  ["VNT", "LPX", 119, 102],
  ["SLD", "LPX", 103, 82],
  ["SLD", "DOB", 62, 55],
  ["DOB", "JEL", 30, 30],
  ["DOB", "AUC", 40, 38],
  ["AUC", "SLD", 45, 45],
  ["JEL", "BAU", 44, 41],
  ["JEL", "IEC", 38, 36],
  ["BAU", "AIZ", 82, 76],
];

/** The first `size` towns; distances are shortest paths over all roads, so the triangle inequality holds. */
export function countryOf(size: number): Country {
  const within = TOWNS.slice(0, size);
  const cut = (whole: number[][]) => whole.slice(0, size).map((row) => row.slice(0, size));
  return {
    zones: within.map(([id, name]) => ({ id, name })),
    weights: within.map(([, , weight]) => weight),
    travelKm: cut(shortest((road) => road[2], INSIDE_ONE_ZONE.km)),
    travelMin: cut(shortest((road) => road[3], INSIDE_ONE_ZONE.minutes)),
  };
}

function shortest(lengthOf: (road: (typeof ROADS)[number]) => number, inside: number): number[][] {
  const at = new Map(TOWNS.map(([id], index) => [id, index]));
  const table = TOWNS.map((_, row) => TOWNS.map((__, column) => (row === column ? 0 : Infinity)));
  for (const road of ROADS) {
    const [from, to] = [at.get(road[0])!, at.get(road[1])!];
    table[from]![to] = table[to]![from] = lengthOf(road);
  }
  for (let over = 0; over < TOWNS.length; over++)
    for (const row of table)
      for (let to = 0; to < TOWNS.length; to++) row[to] = Math.min(row[to]!, row[over]! + table[over]![to]!);
  for (let town = 0; town < TOWNS.length; town++) table[town]![town] = inside;
  return table;
}

/** Languages and how many speak them, the frequent ones first; a small service lives of a few of them. */
export function languagesOf(size: number): Frequency {
  const skew = size < 30 ? 1.5 : 1;
  return TONGUES.slice(0, size).map((language, rank) => [
    language,
    (FREQUENT[rank] ?? (rank < 32 ? 1.3 : 0.75)) ** skew,
  ]);
}

export type Frequency = [language: string, weight: number][];

/** Work comes in the frequent languages even more than people do. */
export const askedFor = (spoken: Frequency): Frequency =>
  spoken.map(([language, weight]) => [language, weight ** 1.15]);

/** In percent, roughly. */
const FREQUENT = [12, 8, 6, 4.5, 4, 3.6, 3, 2.9, 2.5, 2.4, 2.2, 2, 2, 1.9, 1.8, 1.8, 1.7, 1.6, 1.5, 1.4];

const TONGUES = (
  "uk ru ar en ps prs fa ti ku so hi tr ur tg fr ka uz hy am zh vi es lsl bn az pa ta si be de pl kk ky ne ln et lt sw " +
  "yo rom ml te mr id th my km lo tl ms mn bo ug tk he el bg ro sq sr hr mk sl cs sk hu fi sv da no is nl pt it eu ca " +
  "gl mt ga cy ig ha zu xh st tn sn rw rn om aa wo ff bm ee ak tw lg ny mg"
).split(" ");

/** Varieties that a request may insist on. */
export const DIALECTS: Record<string, string[]> = {
  ar: ["levantine", "iraqi", "maghrebi", "sudanese"],
  ku: ["kurmanji", "sorani"],
  zh: ["mandarin", "cantonese"],
  rom: ["lotfitka", "xaladitka"],
};
