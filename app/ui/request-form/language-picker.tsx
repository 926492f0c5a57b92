/**
 * Language: a select for every browser, and where scripts run a box to type in (ARIA 1.2 combobox with a list).
 * Finds by any name or code, shows the frequent first, and answers kindly for languages we do not provide.
 */
import { Link } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { LanguageOption } from "#app/queries/everyone/form-options";
import { Field, Icon, type OptionGroup, SelectField, useField, useT, VisuallyHidden } from "#app/ui/kit";
import { type Found, findLanguages } from "./find-languages";

interface Props {
  /** What the field is called, where it is not as usual. */
  label: string | undefined;
  languages: readonly LanguageOption[];
  defaultValue: string;
  /** Another language, and the variant where one was chosen with it ("ku/ckb"). */
  onPick: (variant: string | null) => void;
  /** A link to "which language is it?" beside the field. */
  withHelp: boolean;
}

export function LanguagePicker(props: Props) {
  const [scripted, setScripted] = useState(false);
  const [early, setEarly] = useState<string | null>(null);
  const field = useField("language");
  useEffect(() => {
    // Chosen before the scripts ran: it stays chosen.
    const select = document.getElementById(field.id);
    if (select instanceof HTMLSelectElement) setEarly(select.value);
    setScripted(true);
  }, [field.id]);
  const chosen = early ?? (field.typedText || props.defaultValue);
  return scripted ? <LanguageBox {...props} defaultValue={chosen} /> : <LanguageSelect {...props} />;
}

function useWords(label: string | undefined, withHelp: boolean) {
  const t = useT();
  return {
    label: label ?? t("request:field.language"),
    hint: (
      <>
        {t("request:hint.language")}{" "}
        {withHelp && (
          <Link to="/institution/language-help" discover="none">
            {t("request:hint.languageHelp")}
          </Link>
        )}
      </>
    ),
  };
}

function LanguageSelect({ label, languages, defaultValue, withHelp }: Props) {
  const t = useT();
  const option = ({ code, name }: LanguageOption) => ({ value: code, label: name });
  const served = languages.filter((language) => language.served);
  const groups: OptionGroup[] = [
    { label: t("request:choice.frequent"), options: served.filter((language) => language.isFrequent).map(option) },
    { label: t("request:choice.all"), options: served.filter((language) => !language.isFrequent).map(option) },
    { label: t("request:choice.notServed"), options: languages.filter((language) => !language.served).map(option) },
  ];
  return (
    <SelectField
      name="language"
      {...useWords(label, withHelp)}
      empty={t("common:form.choose")}
      defaultValue={defaultValue}
      options={[
        ...groups.filter(({ options }) => options.length > 0),
        { value: "-", label: t("request:choice.notListed") },
      ]}
    />
  );
}

interface Row {
  code: string;
  /** "ku/ckb" where the row is a variant of its language. */
  variant: string | null;
  name: string;
  note?: string;
}

function LanguageBox({ languages, defaultValue, onPick, withHelp, label }: Props) {
  const t = useT();
  const listId = useId();
  const words = useWords(label, withHelp);
  const notListed: Row = { code: "-", variant: null, name: t("request:choice.notListed") };
  const nameOf = (code: string) =>
    code === "-" ? notListed.name : (languages.find((language) => language.code === code)?.name ?? "");
  const [code, setCode] = useState(defaultValue);
  const [text, setText] = useState(nameOf(defaultValue));
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const box = useRef<HTMLInputElement>(null);
  const hidden = useRef<HTMLInputElement>(null);

  const groups = groupsFor(languages, query, t).concat({ label: "", rows: [notListed] });
  const rows = groups.flatMap((group) => group.rows);
  const found = rows.length - 1;

  const [variant, setVariant] = useState<string | null>(null);
  const told = useRef({ code, variant });
  useEffect(() => {
    if (told.current.code !== code || told.current.variant !== variant) onPick(variant);
    told.current = { code, variant };
  }, [code, variant, onPick]);

  function pick(row: Row) {
    setCode(row.code);
    setVariant(row.variant);
    setText(nameOf(row.code));
    close();
  }
  function close() {
    setOpen(false);
    setActive(-1);
    setQuery("");
  }
  function leave() {
    if (open && active >= 0) return pick(rows[active]!);
    const only = query && found === 1 ? rows[0] : undefined;
    if (only) return pick(only);
    setText(text.trim() === "" ? "" : nameOf(code));
    if (text.trim() === "") setCode("");
    close();
  }
  function move(to: number) {
    setOpen(true);
    const next = (to + rows.length) % rows.length;
    setActive(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: "nearest" });
  }
  function onKeyDown(event: KeyboardEvent) {
    const moves: Record<string, () => void> = {
      ArrowDown: () => move(open ? active + 1 : Math.max(0, active)),
      ArrowUp: () => move(open ? active - 1 : rows.length - 1),
      Enter: () => open && active >= 0 && pick(rows[active]!),
      Escape: () => {
        setText(nameOf(code));
        close();
      },
    };
    const act = moves[event.key];
    if (!act || (event.key === "Enter" && !open)) return;
    event.preventDefault();
    act();
  }

  return (
    <Field name="language" {...words}>
      {({ name, ...control }) => (
        <div className="picker">
          <input type="hidden" name={name} value={code} ref={hidden} />
          <input
            {...control}
            ref={box}
            className="control"
            type="text"
            role="combobox"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={t("common:form.choose")}
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
            value={text}
            onClick={() => setOpen(true)}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setQuery(event.currentTarget.value);
              setOpen(true);
              setActive(event.currentTarget.value.trim() ? 0 : -1);
            }}
            onKeyDown={onKeyDown}
            onBlur={leave}
          />
          <span className="picker-arrow">
            <Icon name="chevron" />
          </span>
          <div className="picker-list" id={listId} role="listbox" aria-label={words.label} hidden={!open}>
            <Choices groups={groups} listId={listId} code={code} active={active} onPick={pick} />
            {query.trim() !== "" && found === 0 && <p className="picker-none">{t("request:picker.none")}</p>}
          </div>
          <VisuallyHidden>
            <span aria-live="polite">{open && query ? t("request:picker.found", { count: found }) : ""}</span>
          </VisuallyHidden>
        </div>
      )}
    </Field>
  );
}

interface ChoicesProps {
  groups: ReturnType<typeof groupsFor>;
  listId: string;
  /** The language chosen, and the row the arrow keys have reached. */
  code: string;
  active: number;
  onPick: (row: Row) => void;
}

/** The rows, numbered through all groups as the arrow keys walk them. */
function Choices({ groups, listId, code, active, onPick }: ChoicesProps) {
  let index = -1;
  return groups
    .filter((group) => group.rows.length > 0)
    .map((group) => (
      // biome-ignore lint/a11y/useSemanticElements: groups inside a listbox
      <div role="group" aria-label={group.label || undefined} key={group.rows[0] && keyOf(group.rows[0])}>
        {group.label && (
          <div className="picker-group" aria-hidden="true">
            {group.label}
          </div>
        )}
        {group.rows.map((row) => {
          index += 1;
          const own = index;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box handles the keys
            <div
              key={keyOf(row)}
              id={`${listId}-${own}`}
              role="option"
              className="picker-option"
              aria-selected={row.code === code && row.variant === null}
              data-active={own === active || undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(row)}
            >
              <span>{row.name}</span>
              {row.note && <span className="muted small">{row.note}</span>}
            </div>
          );
        })}
      </div>
    ));
}

const keyOf = ({ code, variant }: Row) => variant ?? code;

function groupsFor(languages: readonly LanguageOption[], query: string, t: ReturnType<typeof useT>) {
  const row = ({ code, name, served }: LanguageOption): Row => ({
    code,
    variant: null,
    name,
    ...(served ? {} : { note: t("request:choice.notServedOne") }),
  });
  const foundRow = ({ language, variant }: Found<LanguageOption>): Row =>
    variant
      ? { code: language.code, variant: `${language.code}/${variant.code}`, name: `${language.name}: ${variant.name}` }
      : row(language);
  if (query.trim() === "") {
    const served = languages.filter((language) => language.served);
    return [
      { label: t("request:choice.frequent"), rows: served.filter((language) => language.isFrequent).map(row) },
      { label: t("request:choice.all"), rows: served.filter((language) => !language.isFrequent).map(row) },
    ];
  }
  const { exact, related } = findLanguages(languages, query);
  return [
    { label: "", rows: exact.map(foundRow) },
    { label: t("request:choice.related"), rows: related.map(foundRow) },
  ];
}
