import type { Locale } from "#app/dispatch/vocabulary";
import type { Piece } from "#app/text/difference";
import {
  Badge,
  Button,
  ButtonLink,
  Card,
  CheckboxField,
  Notice,
  Page,
  PostForm,
  SelectField,
  TextArea,
  TextField,
  Told,
  useT,
  Vouch,
} from "#app/ui/kit";
import { ChangesCard } from "#app/ui/record/changes";
import type { letterPage, previewShown } from "./page";

type Shown = ReturnType<typeof letterPage>;
type Preview = ReturnType<typeof previewShown>;
type Part = Shown["parts"][number];

interface Props {
  letter: Shown & {
    preview: Preview;
    changes: Parameters<typeof ChangesCard>[0]["changes"];
    done: string | null;
  };
  answer: { errors: unknown; preview?: Preview | null } | undefined;
}

export function LetterView({ letter, answer }: Props) {
  const t = useT();
  const { title, parts, views, view, isEdited, mark, key, locale, changes, done } = letter;
  const labels = Object.fromEntries(parts.map(({ part, label }) => [`text-${part}`, label]));
  return (
    <Page title={title} lead={t("admin:texts.editLead")} actions={<Back />}>
      <Told done={done && t(`admin:texts.done.${done}`)} />
      <div className="admin-columns">
        <Card title={t("admin:texts.words")}>
          {letter.isLetter && !letter.hasSubject && <p className="small muted">{t("admin:texts.subjectMade")}</p>}
          <PostForm from={answer} id="letter" labels={labels}>
            <input type="hidden" name="key" value={key} />
            <input type="hidden" name="mark" value={mark} />
            {parts.map((part) => (
              <PartField key={part.part} part={part} locale={locale} />
            ))}
            <Vouch />
            {views.length > 1 && (
              <SelectField name="view" label={t("admin:texts.view")} options={views} defaultValue={view ?? undefined} />
            )}
            <div className="form-actions">
              <Button variant="primary" name="intent" value="save">
                {t("common:action.save")}
              </Button>
              <Button name="intent" value="preview">
                {t("admin:texts.look")}
              </Button>
            </div>
            {isEdited && (
              <div>
                <Button variant="link" name="intent" value="reset">
                  {t("admin:texts.reset")}
                </Button>
              </div>
            )}
          </PostForm>
        </Card>
        <PreviewCard preview={answer?.preview ?? letter.preview} isTyped={!!answer?.preview} locale={locale} />
      </div>
      <ChangesCard changes={changes} />
    </Page>
  );
}

function Back() {
  const t = useT();
  return (
    <ButtonLink to="/admin/texts" variant="link">
      {t("admin:texts.back")}
    </ButtonLink>
  );
}

function PartField({ part, locale }: { part: Part; locale: Locale }) {
  const t = useT();
  const { label, isLong, longest, text, needs, mayName } = part;
  const hint = [
    needs.length > 0 && `${t("admin:texts.needs")} ${needs.join("; ")}`,
    mayName.length > 0 && `${t("admin:texts.mayName")} ${mayName.join("; ")}`,
  ]
    .filter(Boolean)
    .join(". ");
  const field = { name: `text-${part.part}`, label, hint: hint || undefined, defaultValue: text, maxLength: longest };
  return (
    <div className="letter-part" lang={locale}>
      {isLong ? <TextArea {...field} rows={4} /> : <TextField {...field} />}
      <PartState part={part} />
    </div>
  );
}

function PartState({ part: { part, isMissing, isUnusable, edits, shippedSince } }: { part: Part }) {
  const t = useT();
  return (
    <>
      {isMissing && <Notice tone="problem">{t("admin:texts.missing")}</Notice>}
      {isUnusable && <Notice tone="problem">{t("admin:texts.unusable")}</Notice>}
      {shippedSince && (
        <Notice tone="waiting" title={t("admin:texts.since")}>
          <Difference pieces={shippedSince} />
          <CheckboxField name="kept[]" value={part} label={t("admin:texts.keep")} />
        </Notice>
      )}
      {edits && (
        <>
          <p className="small">
            <Badge>{t("admin:texts.edited")}</Badge> <Difference pieces={edits} />
          </p>
          <CheckboxField name="asShipped[]" value={part} label={t("admin:texts.asShipped")} />
        </>
      )}
    </>
  );
}

const TAG = { same: "span", gone: "del", new: "ins" } as const;

/** What is gone is struck through, what is new is underlined. */
function Difference({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <span className="difference">
      {pieces.map(({ text, is }, index) => {
        const Tag = TAG[is];
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in its order
        return <Tag key={index}>{text}</Tag>;
      })}
    </span>
  );
}

function PreviewCard({
  preview: { subject, text, html, reference },
  isTyped,
  locale,
}: {
  preview: Preview;
  isTyped: boolean;
  locale: Locale;
}) {
  const t = useT();
  return (
    <Card title={t("admin:texts.preview")}>
      <div id="preview" className="stack">
        {isTyped && (
          <Notice tone="waiting" announce>
            {t("admin:texts.notSaved")}
          </Notice>
        )}
        <p className="small muted">
          {reference === null ? t("admin:texts.sample") : t("admin:texts.real", { reference })}
        </p>
        <p lang={locale}>
          {t("admin:texts.part.subject")}: <strong>{subject}</strong>
        </p>
        <iframe key={html} className="letter-frame" title={t("admin:texts.asHtml")} sandbox="" srcDoc={html} />
        <h3>{t("admin:texts.asText")}</h3>
        <pre className="letter-text" lang={locale}>
          {text}
        </pre>
      </div>
    </Card>
  );
}
