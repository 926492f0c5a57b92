/** What the page of one letter reads. */
import { type Ctx, newId, notFound, runtime } from "#app/context.server";
import { LOCALES, type Locale } from "#app/dispatch/vocabulary";
import { type EditedText, letterToday, type PartToday } from "#app/events/texts/edited";
import { isLetter, type LetterName, LONGEST_PART } from "#app/events/texts/parts";
import { preview, viewsOf } from "#app/events/texts/preview";
import { type Translate, translator } from "#app/i18n";
import { sentenceCase } from "#app/i18n/format";
import { difference } from "#app/text/difference";

export interface Which {
  letter: LetterName;
  locale: Locale;
}

/** "lv-offer". Nothing else has a page. */
export function letterIn(id: string | undefined): Which {
  const [, tongue, letter] = /^([a-z]+)-(\w+)$/.exec(id ?? "") ?? [];
  const locale = LOCALES.find((one) => one === tongue);
  if (!locale || !isLetter(letter)) throw notFound();
  return { letter, locale };
}

export function letterPage(ctx: Ctx, which: Which, view: string | null) {
  const t = translator(ctx.locale);
  const { letter, locale } = which;
  const { parts, mark } = letterToday(ctx.db, letter, locale);
  const views = viewsOf(letter, locale).map((one) => ({ value: one, label: t(`admin:texts.variant.${one}`) }));
  const name = sentenceCase(t(`domain:notificationKind.${letter}`));
  return {
    title: `${name} – ${t(`admin:texts.tongue.${locale}`)}`,
    hasSubject: parts.some(({ key }) => key === "subject"),
    isLetter: parts.some(({ key }) => key === "heading"),
    locale,
    parts: parts.map((part) => shownPart(t, part)),
    views,
    view: views.find(({ value }) => value === view)?.value ?? views[0]?.value ?? null,
    isEdited: parts.some(({ edited }) => edited !== null),
    mark,
    key: newId(),
  };
}

/** As its reader would get it; `typed` is not saved. */
export function previewShown(ctx: Ctx, which: Which, view: string | null, typed: readonly EditedText[] = []) {
  const { appUrl, mailFrom } = runtime().config;
  return preview(ctx, { ...which, view, typed }, { appUrl, from: mailFrom });
}

function shownPart(t: Translate, part: PartToday) {
  const { key, shipped, edited, sort, needs, mayName, shippedThen, isUnusable } = part;
  return {
    part: key,
    label: labelOf(t, part),
    isLong: sort === "body",
    longest: LONGEST_PART[sort],
    text: edited ?? shipped ?? "",
    needs: needs.map((name) => named(t, name)),
    mayName: mayName.map((name) => named(t, name)),
    isMissing: shipped === null && edited === null,
    isUnusable,
    edits: edited === null || shipped === null ? null : difference(shipped, edited),
    shippedSince: shippedThen === null ? null : difference(shippedThen, shipped ?? ""),
  };
}

/** "{{until}} – līdz kuram laikam" */
function named(t: Translate, name: string): string {
  return `{{${name}}} – ${t(`admin:texts.name.${name}`)}`;
}

function labelOf(t: Translate, { key, sort, plural, shipped }: PartToday): string {
  const [, variant] = /^body\.(\w+)$/.exec(key) ?? [];
  if (variant) return t("admin:texts.part.body", { variant: t(`admin:texts.variant.${variant}`) });
  const bare = key.replace(/_[a-z]+$/, "");
  const name = t(`admin:texts.part.${sort === "line" ? bare.replace(".", "_") : bare}`, { defaultValue: "" });
  const obstacle = /^despite\.(?!lead)/.test(key) ? t("admin:texts.part.obstacle", { shipped: shipped ?? key }) : "";
  return plural === null ? name || obstacle : `${name} – ${t(`admin:texts.plural.${plural}`)}`;
}
