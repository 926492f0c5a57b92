/**
 * A place: typed, with suggestions looked up meanwhile (ARIA 1.2 combobox with a list). Without scripts it is an ordinary
 * text field, and the server reads what was typed; where that may mean several places, the form comes back with them.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { PlaceChoice } from "#app/queries/everyone/places";
import { CheckboxField, Field, RadioGroup, useField } from "./form";
import { useT } from "./locale";

/** What `/places` answers: the likeliest, and how many there are. */
export interface PlacesFound {
  places: PlaceChoice[];
  total: number;
}

interface Props {
  name: string;
  label: string;
  hint?: ReactNode;
  defaultValue?: string | undefined;
  /** Offered before anything is typed. */
  likely: readonly PlaceChoice[];
  /** The place may be one that is not in the list; `true` where that was said before. */
  elsewhere?: boolean | undefined;
  /** Places that were looked up: what is typed may be one of them. */
  onFound?: (places: readonly PlaceChoice[]) => void;
}

export function PlaceField({ name, label, hint, defaultValue, likely, elsewhere, onFound }: Props) {
  const t = useT();
  const { typedText, meant, errorTexts } = useField(name);
  const { typedText: saidElsewhere } = useField(`${name}Elsewhere`);
  const [isUnknown, setUnknown] = useState(false);
  const wasElsewhere = saidElsewhere === undefined ? elsewhere === true : saidElsewhere === "on";
  const asksElsewhere = elsewhere !== undefined && (wasElsewhere || isUnknown || errorTexts.length > 0);
  return (
    <>
      <Field name={name} label={label} hint={hint}>
        {(control) => (
          <PlaceBox
            control={control}
            label={label}
            defaultValue={typedText ?? defaultValue ?? ""}
            likely={likely}
            onFound={(found, typed) => {
              onFound?.(found.places);
              setUnknown(typed !== "" && found.total === 0);
            }}
          />
        )}
      </Field>
      {meant.length > 0 && (
        <RadioGroup
          name={`${name}Meant`}
          label={t("request:place.meant")}
          inline={false}
          options={meant.map((one) => ({ value: one.value, label: one.label, hint: one.note }))}
        />
      )}
      {asksElsewhere && (
        <CheckboxField
          name={`${name}Elsewhere`}
          label={t("request:place.elsewhere")}
          hint={t("request:place.elsewhereMeans")}
          defaultChecked={wasElsewhere}
        />
      )}
    </>
  );
}

interface BoxProps {
  control: { id: string; name: string; "aria-describedby"?: string; "aria-invalid"?: true };
  label: string;
  defaultValue: string;
  likely: readonly PlaceChoice[];
  onFound: (found: PlacesFound, typed: string) => void;
}

function PlaceBox({ control, label, defaultValue, likely, onFound }: BoxProps) {
  const t = useT();
  const listId = useId();
  const box = useRef<HTMLInputElement>(null);
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const { typed, found, isLooking, look, settle } = useLookUp(onFound);
  const rows = typed === "" ? likely : (found?.places ?? []);
  const { open, active, list, setOpen, pick, onKeyDown, onBlur } = useChoosing(listId, rows, isLooking, (place) => {
    if (box.current) typeInto(box.current, place.label);
    settle();
  });
  const combobox = {
    role: "combobox",
    "aria-expanded": open && rows.length > 0,
    "aria-controls": listId,
    "aria-autocomplete": "list",
    "aria-activedescendant": open && active >= 0 ? `${listId}-${active}` : undefined,
  } as const;

  return (
    <div className="picker">
      <input
        {...control}
        {...(scripted ? combobox : { list: listId })}
        ref={box}
        className="control"
        type="text"
        autoComplete="off"
        spellCheck={false}
        defaultValue={defaultValue}
        onClick={() => setOpen(true)}
        onInput={({ currentTarget }) => {
          look(currentTarget.value);
          list();
        }}
        onKeyDown={onKeyDown}
        onBlur={() => onBlur(typed !== "")}
      />
      {scripted ? (
        <div className="picker-list" id={listId} role="listbox" aria-label={label} hidden={!open || rows.length === 0}>
          {rows.map((place, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box handles the keys
            <div
              key={place.id}
              id={`${listId}-${index}`}
              role="option"
              className="picker-option"
              aria-selected={index === active}
              data-active={index === active || undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(place)}
            >
              <span>{place.label}</span>
              {place.note && <span className="muted small">{place.note}</span>}
            </div>
          ))}
        </div>
      ) : (
        <datalist id={listId}>
          {likely.map(({ id, label }) => (
            <option key={id} value={label} />
          ))}
        </datalist>
      )}
      <div aria-live="polite" className={found?.total === 0 ? "field-hint" : "visually-hidden"}>
        {found?.total === 0 && t("request:place.none")}
        {found && found.total > 0 && open && t("request:place.found", { count: found.total })}
      </div>
    </div>
  );
}

/** The list below the box: what the keys and the finger do with it. Nothing is taken while it is still looked up. */
function useChoosing(
  listId: string,
  rows: readonly PlaceChoice[],
  isLooking: boolean,
  take: (place: PlaceChoice) => void,
) {
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  function close() {
    setOpen(false);
    setActive(-1);
  }
  function pick(place: PlaceChoice) {
    take(place);
    close();
  }
  function move(to: number) {
    setOpen(true);
    if (rows.length === 0) return;
    const next = (to + rows.length) % rows.length;
    setActive(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: "nearest" });
  }
  function onKeyDown(event: KeyboardEvent) {
    const chosen = rows[active];
    const moves: Record<string, (() => void) | undefined> = {
      ArrowDown: () => move(open ? active + 1 : 0),
      ArrowUp: () => move(open ? active - 1 : -1),
      Enter: open && (chosen || isLooking) ? () => chosen && pick(chosen) : undefined,
      Escape: open ? close : undefined,
    };
    const act = moves[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  /** The only place that it can be is taken on leaving. */
  function onBlur(isTyped: boolean) {
    const [only, ...others] = rows;
    if (open && isTyped && only && others.length === 0) pick(only);
    else close();
  }
  /** Typing shows the list, its first row ready to be taken. */
  function list() {
    setOpen(true);
    setActive(0);
  }
  return { open, active, list, setOpen, pick, onKeyDown, onBlur };
}

/** How long nothing is typed before it is looked up, in milliseconds. */
const PAUSE_MS = 120;

/** Looks up what is typed; an answer to what has been typed over counts no more. `found: null` while nothing is known. */
function useLookUp(onFound: BoxProps["onFound"]) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<PlacesFound | null>(null);
  const [isLooking, setLooking] = useState(false);
  const turn = useRef(0);
  function begin(sought: string) {
    turn.current += 1;
    setTyped(sought);
    setFound(null);
    setLooking(sought !== "");
    return turn.current;
  }
  function look(text: string) {
    const sought = text.trim();
    const own = begin(sought);
    if (sought === "") return onFound(NONE, "");
    setTimeout(async () => {
      const answer = own === turn.current ? await lookUp(sought) : null;
      if (own !== turn.current) return;
      setLooking(false);
      setFound(answer);
      if (answer) onFound(answer, sought);
    }, PAUSE_MS);
  }
  /** A place was taken: what stands in the box is not looked up. */
  const settle = () => begin("");
  return { typed, found, isLooking, look, settle };
}

const NONE: PlacesFound = { places: [], total: 0 };

/** null where the server does not answer, or the session has ended: then the server reads what was typed. */
async function lookUp(typed: string): Promise<PlacesFound | null> {
  try {
    const answer = await fetch(`/places?${new URLSearchParams({ q: typed })}`, { redirect: "error" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // a border: without the network the field is an ordinary one
  }
}

/** As if it had been typed: the form around hears of it. */
function typeInto(box: HTMLInputElement, text: string): void {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
