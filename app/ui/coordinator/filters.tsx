/** Filters that live in the address, and the way through pages of a list. */
import { Link, useLocation, useSubmit } from "@remix-run/react";
import type { FormEvent, ReactNode } from "react";
import { MODES, type Mode, type Names } from "#app/dispatch/vocabulary";
import { Button, ButtonLink, Form, type Option, SelectField, useReader, useT } from "#app/ui/kit";

/** A plain GET form; with JavaScript a choice takes effect at once, without it by the button. */
export function FilterBar({ clear, children }: { clear: string | null; children: ReactNode }) {
  const t = useT();
  const submit = useSubmit();
  const { search } = useLocation();
  const onChange = (event: FormEvent<HTMLFormElement>) => {
    if (event.target instanceof HTMLSelectElement) submit(event.currentTarget, { replace: true });
  };
  return (
    <Form key={search} method="get" className="filters" onChange={onChange}>
      {children}
      <div className="filters-deeds">
        <Button>{t("coordinator:filters.apply")}</Button>
        {clear && (
          <ButtonLink to={clear} variant="link">
            {t("coordinator:filters.clear")}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}

interface Narrowed {
  filters: { language: string | null; deskId: string | null; mode: Mode | null };
  choices: { languages: readonly { code: string; name: Names }[]; desks: readonly { id: string; name: Names }[] };
  /** Languages that stand under another name. */
  alsoLanguages?: readonly Option[];
}

interface Pages {
  page: number;
  pages: number;
  /** There are more pages than were counted. */
  isMore?: boolean;
  hasNext?: boolean;
}

/** By which language, desk and mode a list is narrowed. */
export function WorkFilters({ filters, choices, alsoLanguages = [] }: Narrowed) {
  const { t, named } = useReader();
  return (
    <>
      <SelectField
        name="language"
        label={t("coordinator:filters.language")}
        empty={t("coordinator:calendar.filter.allLanguages")}
        defaultValue={filters.language ?? ""}
        options={[
          ...choices.languages.map(({ code, name }) => ({ value: code, label: named(name) })),
          ...alsoLanguages,
        ]}
      />
      <SelectField
        name="desk"
        label={t("coordinator:filters.desk")}
        empty={t("coordinator:calendar.filter.allDesks")}
        defaultValue={filters.deskId ?? ""}
        options={choices.desks.map(({ id, name }) => ({ value: id, label: named(name) }))}
      />
      <SelectField
        name="mode"
        label={t("coordinator:filters.mode")}
        empty={t("coordinator:calendar.filter.allModes")}
        defaultValue={filters.mode ?? ""}
        options={MODES.map((mode) => ({ value: mode, label: t(`domain:mode.${mode}`) }))}
      />
    </>
  );
}

export function Paging({ page, pages, isMore = false, hasNext }: Pages) {
  const t = useT();
  const { search } = useLocation();
  if (pages <= 1) return null;
  const isLeft = hasNext ?? page < pages;
  const to = (wanted: number) => {
    const next = new URLSearchParams(search);
    next.set("page", String(wanted));
    return `?${next}`;
  };
  return (
    <nav className="paging" aria-label={t("common:paging.label")}>
      {page > 1 ? <Link to={to(page - 1)}>{t("common:paging.previous")}</Link> : <span />}
      <span className="muted">
        {isMore ? t("common:paging.pageOfMany", { page }) : t("common:paging.page", { page, pages })}
      </span>
      {isLeft ? <Link to={to(page + 1)}>{t("common:paging.next")}</Link> : <span />}
    </nav>
  );
}
