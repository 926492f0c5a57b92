/**
 * Our own table of languages: the service's Latvian names (CLDR's differ or mislead), English names, and the other words a
 * language is looked for by: CLDR's name, Russian, other spellings, ISO 639 codes. Codes are BCP 47, the shortest form;
 * Dari is `prs`.
 */

import type { Closeness, Names } from "#app/dispatch/vocabulary";

export interface Variant {
  code: string;
  name: Names;
}

export interface Language {
  code: string;
  name: Names;
  /** Unfolded, space-separated; names and variants are added when the row is written. */
  words: string;
  served: boolean;
  variants: readonly Variant[];
}

const variant = (code: string, lv: string, en: string): Variant => ({ code, name: { lv, en } });

const language = (code: string, lv: string, en: string, words: string, variants: Variant[] = []): Language => ({
  code,
  name: { lv, en },
  words,
  served: true,
  variants,
});

/** The 18 languages of the service. */
export const SERVICE_LANGUAGES: readonly Language[] = [
  language("prs", "dari", "Dari", "darī дари afgāņu persiešu afghan persian fa-AF", [
    variant("haz", "hazāru (hazaragi)", "Hazaragi"),
  ]),
  language("fa", "farsi", "Farsi (Persian)", "persiešu irāņu фарси персидский persian iranian pes fas per"),
  language("ps", "puštu", "Pashto", "puštu paštu afgāņu пушту пашто pushto pakhto pus pbt pbu pst", [
    variant("pbu", "ziemeļu puštu", "Northern Pashto"),
    variant("pbt", "dienvidu puštu", "Southern Pashto"),
  ]),
  language("ur", "urdu", "Urdu", "urdu pakistāņu урду pakistani urd"),
  language("ar", "arābu", "Arabic", "арабский ara arb", [
    variant("apc", "Levantes (Sīrija, Libāna)", "Levantine (Syria, Lebanon)"),
    variant("acm", "Irākas", "Iraqi"),
    variant("arz", "Ēģiptes", "Egyptian"),
    variant("ary", "Marokas", "Moroccan"),
    variant("apd", "Sudānas", "Sudanese"),
    variant("aeb", "Tunisijas", "Tunisian"),
    variant("ayn", "Jemenas", "Yemeni"),
  ]),
  language("fr", "franču", "French", "французский francais français fra fre", [
    variant("fr-002", "Āfrikas franču", "African French"),
  ]),
  language("tg", "tadžiku", "Tajik", "таджикский tadzhik tojiki tgk"),
  language("ku", "kurdu", "Kurdish", "курдский kurd kur", [
    variant("kmr", "kurmandži", "Kurmanji"),
    variant("ckb", "sorani (centrālkurdu)", "Sorani (Central Kurdish)"),
    variant("sdh", "dienvidkurdu", "Southern Kurdish"),
    variant("kmr-IQ", "bādīni", "Badini"),
    variant("zza", "zazā", "Zaza"),
  ]),
  language("pa", "pundžabi", "Punjabi", "pandžabu pundžabu пенджабский панджаби panjabi pan", [
    variant("pan", "austrumu pandžabi (gurmukhi)", "Eastern Punjabi (Gurmukhi)"),
    variant("pnb", "rietumu pandžabi (šahmukhi)", "Western Punjabi (Shahmukhi)"),
  ]),
  language("zh", "ķīniešu", "Chinese", "китайский zho chi", [
    variant("cmn", "mandarīnu (putunhua)", "Mandarin (Putonghua)"),
    variant("yue", "kantoniešu", "Cantonese"),
    variant("wuu", "vu (Šanhajas)", "Wu (Shanghainese)"),
    variant("nan", "dienvidmiņu", "Southern Min (Hokkien)"),
  ]),
  language("tr", "turku", "Turkish", "турецкий tur"),
  language("uz", "uzbeku", "Uzbek", "узбекский ozbek uzb", [
    variant("uzn", "ziemeļu uzbeku", "Northern Uzbek"),
    variant("uzs", "dienvidu uzbeku", "Southern Uzbek"),
  ]),
  language("hi", "hindi", "Hindi", "indiešu хинди indian hin"),
  language("es", "spāņu", "Spanish", "испанский espanol castellano spa", [
    variant("es-419", "Latīņamerikas spāņu", "Latin American Spanish"),
  ]),
  language("ta", "tamilu", "Tamil", "тамильский tam", [
    variant("ta-LK", "Šrilankas tamilu", "Sri Lankan Tamil"),
    variant("ta-IN", "Indijas tamilu", "Indian Tamil"),
  ]),
  language("bn", "bengāļu", "Bengali", "bangla бенгальский bangladešas ben", [variant("syl", "silheti", "Sylheti")]),
  language("vi", "vjetnamiešu", "Vietnamese", "вьетнамский vie", [
    variant("vi-x-north", "ziemeļu vjetnamiešu", "Northern Vietnamese"),
    variant("vi-x-south", "dienvidu vjetnamiešu", "Southern Vietnamese"),
  ]),
  language("hy", "armēņu", "Armenian", "армянский hayeren hye arm", [
    variant("hye", "austrumu armēņu", "Eastern Armenian"),
    variant("hyw", "rietumu armēņu", "Western Armenian"),
  ]),
];

/** Asked for now and then and requestable, though nobody may speak them yet; and the two that are not served. */
const OTHER_LANGUAGES: readonly Language[] = [
  language("az", "azerbaidžāņu", "Azerbaijani", "азербайджанский azeri aze"),
  language("ti", "tigriņa", "Tigrinya", "tigrinja тигринья eritrejas tir"),
  language("am", "amharu", "Amharic", "амхарский etiopijas amh"),
  language("so", "somāļu", "Somali", "сомалийский som"),
  language("uk", "ukraiņu", "Ukrainian", "украинский ukr"),
  language("si", "singāļu", "Sinhala", "сингальский sinhalese sin"),
  { ...language("ru", "krievu", "Russian", "русский rus"), served: false },
  { ...language("en", "angļu", "English", "английский eng"), served: false },
];

export const LANGUAGES: readonly Language[] = [...SERVICE_LANGUAGES, ...OTHER_LANGUAGES];

/** Who speaks `spoken` may be asked for `requested` after a coordinator confirmed it with both sides. */
export const SUBSTITUTIONS: readonly { requested: string; spoken: string; note: Closeness }[] = [
  { requested: "prs", spoken: "fa", note: "often_understood" },
  { requested: "fa", spoken: "prs", note: "partly" },
  { requested: "tg", spoken: "fa", note: "spoken_only" },
  { requested: "tg", spoken: "prs", note: "spoken_only" },
  { requested: "fa", spoken: "tg", note: "spoken_only" },
  { requested: "ur", spoken: "hi", note: "spoken_only" },
  { requested: "hi", spoken: "ur", note: "spoken_only" },
  { requested: "az", spoken: "tr", note: "partly" },
];
