/** What the page of one import shows, put into words on the server: what a row says is its reader's language already. */
import type { Ctx } from "#app/context.server";
import type { ImportKind, Locale } from "#app/dispatch/vocabulary";
import { translator } from "#app/i18n";
import { dateTime, dayShort } from "#app/i18n/format";
import { fileWords, guessedWords, problemWords } from "#app/i18n/imports.server";
import { COLUMNS } from "#app/imports/columns";
import type { FileDetail } from "#app/imports/rows";
import { type ImportPage, importPage, MOST_MARKED, PARTS, type Part, type ShownRow } from "#app/queries/admin/imports";

export type ImportFacts = NonNullable<ReturnType<typeof readPage>>;
export type RowFacts = ImportFacts["rows"][number];

/** null: there is no such import. */
export function readPage(ctx: Ctx, id: string, search: URLSearchParams) {
  const part = PARTS.find((name) => name === search.get("part")) ?? null;
  const asked = Math.min(Math.max(Math.trunc(Number(search.get("page"))) || 1, 1), 1_000);
  const found = importPage(ctx, id, { part, page: asked });
  if (!found) return null;
  const t = translator(ctx.locale);
  const { state, kind, counts, marked, leftOut, rows, back, choices } = found;
  const isChecked = ["looking", "refused", "ready", "ended"].includes(state);
  const toRow = (row: ShownRow) => rowOf(ctx.locale, kind, row);
  const isReady = state === "ready";
  return {
    title: t(isChecked ? "import:page.checkTitle" : "import:page.doneTitle", { kind: t(`import:page.ofKind.${kind}`) }),
    mayDecide: isReady || state === "refused",
    working: workingOf(ctx.locale, found),
    guessed: isReady && found.guessed ? guessedWords(ctx.locale, found.guessed) : null,
    refusal: refusalOf(ctx.locale, found),
    sheets: sheetsOf(found),
    told: toldOf(ctx, found),
    tabs: PARTS.filter((name) => counts[name] > 0).map((name) => ({
      name,
      count: counts[name],
      current: name === found.part,
    })),
    marked: isReady ? marked.map(toRow) : [],
    markedMore: isReady ? Math.max(0, markedCount(counts, marked) - MOST_MARKED) : 0,
    leftOut: leftOut.map(toRow),
    isOthers: isReady ? choices.asNew : [],
    vouches: isReady && (choices.isVouched || marked.some(isOfPrivate)) ? { isSaid: choices.isVouched } : null,
    wanted: isReady ? counts.added + counts.changed : null,
    rows: rows.map(toRow),
    page: found.page,
    hasNext: found.hasNext,
    back: state === "imported" || state === "taken_back" ? back.possible : null,
  };
}

function rowOf(locale: Locale, kind: ImportKind, { line, code, name, said, isBack, stays, became }: ShownRow) {
  const t = translator(locale);
  const problems = said?.problems ?? [];
  return {
    line,
    became,
    who: [name, code && `(${code})`].filter(Boolean).join(" "),
    problems: problems.map((one) =>
      [one.column && columnWords(locale, kind, one.column), problemWords(locale, one)].filter(Boolean).join(": "),
    ),
    /** What may be said to be another one, and which known one it is near. */
    near: problems.flatMap(({ code: wrong, text }) => {
      const [typed, known] = text?.split(" ~ ") ?? [];
      return wrong.endsWith("_near") && typed && known ? [{ typed, known }] : [];
    }),
    doubles: (said?.doubles ?? []).map(({ why, ...known }) =>
      t("import:page.double", { ...known, why: t(`import:page.whys.${why}`) }),
    ),
    fields: became === "changed" && said ? fieldWords(locale, said.changed) : null,
    isBack,
    stays: stays && t("import:page.staysBecause", { why: t(`import:page.staysWhy.${stays}`) }),
  };
}

/** "Tālrunis", whatever the file calls it. */
function columnWords(locale: Locale, kind: ImportKind, column: string): string {
  const key = COLUMNS[kind].find(({ names }) => names[0] === column)?.key;
  return key ? translator(locale)(`import:field.${key}`) : column;
}

/** Columns of the database that are called otherwise in a table. */
const FIELDS: Record<string, string> = {
  homePlaceId: "home",
  placeId: "place",
  deskId: "desk",
  radiusKm: "radius",
  maxMinutesPerWeek: "hours",
  onsite: "modes",
  byPhone: "modes",
  byVideo: "modes",
  noticeEmail: "email",
};

function fieldWords(locale: Locale, changed: readonly string[]): string {
  const t = translator(locale);
  const names = new Set(changed.map((column) => t(`import:field.${FIELDS[column] ?? column}`).toLowerCase()));
  return t("import:page.fields", { fields: [...names].join(", ") });
}

function isOfPrivate({ said }: ShownRow): boolean {
  return said?.problems.some(({ code }) => /^holds_(code_like|email|phone)$/.test(code)) ?? false;
}

function markedCount({ wrong }: Record<Part, number>, marked: readonly ShownRow[]): number {
  return wrong + marked.filter(({ became }) => became !== "wrong").length;
}

function workingOf(locale: Locale, { state, total, passed }: ImportPage): string | null {
  if (!["looking", "importing", "taking_back"].includes(state)) return null;
  const t = translator(locale);
  return total ? t("import:page.working", { passed, total }) : t("import:page.workingUncounted");
}

function refusalOf(locale: Locale, { state, refusal }: ImportPage): string | null {
  if (state !== "refused" || !refusal) return null;
  const words = fileWords(locale, refusal.reason, detailOf(refusal.detail));
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The sheets of a workbook that has several. */
function sheetsOf({ state, refusal }: ImportPage): readonly string[] {
  return state === "refused" && refusal?.reason === "several_sheets" ? (detailOf(refusal.detail).columns ?? []) : [];
}

/** As it was stored. */
function detailOf(detail: unknown): FileDetail {
  return typeof detail === "object" && detail !== null ? detail : {};
}

/** What has become of it, in sentences. */
function toldOf(
  { locale }: Pick<Ctx, "locale">,
  { state, appliedAt, takenBackAt, forgetAt, back }: ImportPage,
): string[] {
  const t = translator(locale);
  if (state === "ended") return [t("import:page.endedText")];
  if (state === "ready") return [t("import:page.nothingYet")];
  if (appliedAt === null) return [];
  return [
    t("import:page.importedText", { when: dateTime(locale, appliedAt) }),
    ...(takenBackAt === null
      ? []
      : [t("import:page.takenBackText", { when: dateTime(locale, takenBackAt), count: back.done })]),
    ...(back.possible > 0
      ? [
          forgetAt === null
            ? t("import:page.forgottenText")
            : t("import:page.forgetsText", { date: dayShort(locale, forgetAt) }),
        ]
      : []),
  ];
}
