/**
 * Latvia as the service sees it: every town, parish and municipality with its point and the desk's region, Rīga in four
 * parts. Between 28 of them travel by car is measured: general knowledge of the A-roads, rounded; other pairs of the 28
 * are shortest paths, so the triangle inequality holds. Both tables are symmetric and stand as lower triangles in the
 * order of `MEASURED`; the diagonal is travel inside one place. Journeys between all others are estimated
 * (`app/dispatch/travel.ts`).
 */
import { z } from "zod";
import type { Names } from "#app/dispatch/vocabulary";
import latvia from "./places.json";

const REGIONS = ["riga", "kurzeme", "zemgale", "latgale", "vidzeme"] as const;
export type Region = (typeof REGIONS)[number];

export interface Place {
  id: string;
  name: Names;
  /** null for a state city, a municipality and what is no part of one. */
  municipality: string | null;
  latitude: number;
  longitude: number;
  region: Region;
}

const row = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string().nullable(),
  z.number(),
  z.number(),
  z.enum(REGIONS),
]);

export const PLACES: readonly Place[] = latvia.places.map((columns) => {
  const [id, lv, en, municipality, latitude, longitude, region] = row.parse(columns);
  return { id, name: { lv, en }, municipality, latitude, longitude, region };
});

/** The places between which travel is measured. */
export const MEASURED = [
  "riga-centrs",
  "riga-pardaugava",
  "riga-purvciems",
  "riga-sarkandaugava",
  "jurmala",
  "jelgava",
  "liepaja",
  "daugavpils",
  "cesis",
  "valmiera",
  "ventspils",
  "rezekne",
  "jekabpils",
  "ogre",
  "salaspils",
  "sigulda",
  "tukums",
  "saldus",
  "kuldiga",
  "talsi",
  "dobele",
  "bauska",
  "aizkraukle",
  "madona",
  "gulbene",
  "aluksne",
  "limbazi",
  "mucenieki",
] as const;

const MINUTES = `
15
15 15
17 32 15
20 20 37 15
32 25 49 45 15
48 42 65 62 67 15
180 168 197 188 193 150 15
178 193 168 198 210 226 358 15
77 92 70 97 109 125 257 238 15
92 107 85 112 124 140 272 253 32 15
150 142 167 162 147 175 102 328 227 242 15
190 205 182 210 222 238 370 76 178 210 340 15
118 133 110 138 150 166 298 72 180 195 268 84 15
40 55 32 60 72 88 220 165 102 117 190 177 93 15
37 52 20 57 69 85 217 185 90 105 187 197 113 20 15
52 67 45 72 84 100 232 213 38 70 202 216 155 77 65 15
70 55 87 75 42 70 172 248 147 162 105 260 188 110 107 122 15
107 92 124 112 117 86 82 285 184 199 92 297 225 147 144 159 100 15
149 134 166 154 137 128 77 327 226 241 50 339 267 189 186 201 95 42 15
115 100 132 120 87 115 127 293 192 207 60 305 233 155 152 167 45 92 50 15
76 70 93 90 84 28 140 254 153 168 147 266 194 116 113 128 42 58 100 87 15
62 77 79 82 94 45 195 240 139 154 212 252 180 102 99 114 115 131 173 160 73 15
86 101 78 106 118 134 266 119 148 163 236 131 47 46 66 123 156 193 235 201 162 148 15
154 169 146 174 186 202 334 152 146 178 304 76 115 114 134 184 224 261 303 269 230 216 68 15
173 188 166 193 205 221 353 158 96 128 323 82 165 164 184 134 243 280 322 288 249 235 118 50 15
186 201 179 206 218 234 366 200 126 94 336 124 207 206 199 164 256 293 335 301 262 248 160 92 42 15
82 97 99 102 114 130 262 260 54 45 232 232 200 122 119 92 152 189 231 197 158 144 168 200 150 139 15
37 52 20 57 69 85 217 188 90 105 187 202 125 32 15 65 107 144 186 152 113 99 78 146 186 199 119 15`;

const KILOMETRES = `
4
6 4
7 13 4
9 10 16 4
24 18 31 28 4
43 38 50 48 56 4
214 208 221 218 226 180 4
228 234 221 237 252 271 442 4
89 95 84 98 113 132 303 291 4
107 113 102 116 131 150 321 321 30 4
187 181 194 191 167 195 119 415 276 294 4
242 248 236 251 266 285 456 91 200 230 429 4
142 148 136 151 166 185 356 89 220 238 329 104 4
36 42 30 45 60 79 250 198 114 132 223 213 109 4
20 26 13 29 44 63 234 216 97 115 207 231 127 18 4
53 59 48 62 77 96 267 269 38 68 240 238 184 78 61 4
66 60 73 70 45 73 194 294 155 173 122 308 208 102 86 119 4
118 112 125 122 130 95 103 346 207 225 101 360 260 154 138 171 110 4
163 157 170 167 150 140 89 391 252 270 56 405 305 199 183 216 105 45 4
118 112 125 122 97 125 142 346 207 225 70 360 260 154 138 171 52 98 53 4
72 67 79 77 85 29 169 300 161 179 166 314 214 108 92 125 44 66 111 96 4
66 72 73 75 90 47 227 294 155 173 242 308 208 102 86 119 120 142 187 172 76 4
90 96 84 99 114 133 304 144 168 186 277 159 55 54 72 132 156 208 253 208 162 156 4
165 171 159 174 189 208 379 179 162 192 352 88 130 129 147 200 231 283 328 283 237 231 75 4
197 203 192 206 221 240 411 183 108 138 384 92 184 183 201 146 263 315 360 315 269 263 129 54 4
212 218 207 221 236 255 426 226 135 105 399 135 227 226 220 173 278 330 375 330 284 278 172 97 43 4
90 96 97 99 114 133 304 318 52 45 277 252 232 126 110 90 156 208 253 208 162 156 180 214 160 150 4
21 27 14 30 45 64 235 224 98 116 208 239 135 26 8 62 87 139 184 139 93 87 80 155 206 221 111 4`;

/** Every ordered pair of the measured places, the diagonal included. */
export function travelRows(): { fromPlaceId: string; toPlaceId: string; minutes: number; km: number }[] {
  const minutes = triangle(MINUTES);
  const km = triangle(KILOMETRES);
  return MEASURED.flatMap((from, i) =>
    MEASURED.map((to, j) => ({
      fromPlaceId: from,
      toPlaceId: to,
      minutes: minutes(i, j),
      km: km(i, j),
    })),
  );
}

function triangle(text: string): (i: number, j: number) => number {
  const rows = text
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map(Number));
  return (i, j) => rows[Math.max(i, j)]?.[Math.min(i, j)] ?? Number.NaN;
}
