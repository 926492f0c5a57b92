import "#app/styles/institution.css";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { applyAtDoor } from "#app/commands/apply-at-door";
import { enter, newId, notFound, runtime } from "#app/context.server";
import { MOST_WORDS } from "#app/dispatch/skills";
import { LEVELS, MODES } from "#app/dispatch/vocabulary";
import { isOpenForCandidates } from "#app/facts/institutions/applications";
import { mailWay } from "#app/facts/service/mail";
import { type FieldErrors, sentForm, typedValues, withWords } from "#app/form";
import { readCandidate } from "#app/forms/door";
import type { Translate } from "#app/i18n";
import { phone } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { languageChoices } from "#app/queries/coordinator/request";
import { deskPhoneOf } from "#app/queries/everyone/form-options";
import { allPlaces, likelyPlaces } from "#app/queries/everyone/places";
import { refused, textErrors, unreadable } from "#app/respond";
import { CheckboxGroup } from "#app/ui/coordinator/checkbox-group";
import { languageOptions } from "#app/ui/coordinator/people";
import { Sent } from "#app/ui/door/sent";
import { Person, useDoorLabels } from "#app/ui/door/who";
import { FormActions, Page, PlainFrame, PostForm, SelectField, TextArea, useReader, useT, Vouch } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";
import { PlaceField } from "#app/ui/place-field";
import { Group } from "#app/ui/request-form/part";

export const handle = { plain: true };

/** Whoever speaks more languages says so in their words. */
const ROWS = [0, 1, 2, 3];

/** While an administrator has not opened it, it is no page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  if (!isOpenForCandidates(ctx)) throw notFound();
  return {
    title: translator(ctx.locale)("door:candidate.title"),
    key: newId(),
    languages: languageChoices(ctx),
    likely: likelyPlaces(ctx, "", []),
  };
}

/** The answer is the same whether the address is known here or not. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  if (!isOpenForCandidates(ctx)) throw notFound();
  const form = await sentForm(request);
  const read = readCandidate(form, allPlaces(ctx));
  if (!read.ok) return unreadable({ ...read, done: false as const });
  const made = await applyAtDoor(ctx, { ...read.value, address: context.address });
  if (made.ok) return { done: true as const, sendsMail: mailWay(ctx.db, runtime()).smtpUrl !== null };
  const again = (errors: FieldErrors) => ({ errors, values: typedValues(form), meant: {}, done: false as const });
  if (made.reason !== "too_many_requests") {
    const field = FIELD_OF[made.reason];
    return unreadable(again(field ? { [field]: [`door:candidate.error.${made.reason}`] } : (textErrors(made) ?? {})));
  }
  const deskPhone = deskPhoneOf(ctx, "riga");
  const number = deskPhone ? phone(deskPhone) : translator(ctx.locale)("common:office.noNumber");
  return refused(made.reason, again({ "": [withWords("door:error.tooMany", { phone: number })] }));
}

/** Where the form says what the reading of its fields cannot see. */
const FIELD_OF: Partial<Record<string, string>> = {
  language_unknown: "language-0",
  language_twice: "language-0",
};

/** Somebody who wants to interpret, while the operator looks for people. */
export default function DoorForCandidates() {
  const t = useT();
  const { title, key, likely } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const labels = { ...useDoorLabels(), ...labelsOfCandidate(t) };
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      {answer?.done ? (
        <Sent deskPhone={null} sendsMail={answer.sendsMail} isCandidate />
      ) : (
        <Page width="narrow" title={title} lead={t("door:candidate.lead")}>
          <PostForm from={answer} labels={labels}>
            <input type="hidden" name="key" value={key} />
            <Group title={t("door:candidate.who")}>
              <Person emailHint={t("door:candidate.emailHint")} />
              <PlaceField
                name="place"
                label={labels.place ?? ""}
                hint={t("request:hint.placeListed")}
                likely={likely}
              />
            </Group>
            <Group title={t("door:candidate.languages")}>
              <LanguageRows labels={labels} />
            </Group>
            <Group title={t("door:candidate.work")}>
              <CheckboxGroup
                name="modes[]"
                label={labels.modes ?? ""}
                defaultValue={[]}
                options={MODES.map((value) => ({ value, label: t(`domain:mode.${value}`) }))}
              />
              <TextArea
                name="words"
                label={labels.words ?? ""}
                hint={t("door:candidate.wordsHint")}
                maxLength={MOST_WORDS}
                optional
              />
            </Group>
            <Vouch />
            <p>{t("door:candidate.kept")}</p>
            <FormActions size="large" block send={t("door:candidate.send")} />
          </PostForm>
        </Page>
      )}
    </PlainFrame>
  );
}

function LanguageRows({ labels }: { labels: Record<string, string> }) {
  const { t, named } = useReader();
  const options = languageOptions(useLoaderData<typeof loader>().languages, named);
  return (
    <>
      <p className="field-hint">{t("door:candidate.languagesHint")}</p>
      {ROWS.map((row) => (
        <div className="field-row" key={row}>
          <SelectField name={`language-${row}`} label={labels[`language-${row}`] ?? ""} empty="–" options={options} />
          <SelectField
            name={`level-${row}`}
            label={labels[`level-${row}`] ?? ""}
            empty="–"
            options={LEVELS.map((level) => ({ value: String(level), label: t(`domain:level.${level}`) }))}
          />
        </div>
      ))}
    </>
  );
}

function labelsOfCandidate(t: Translate): Record<string, string> {
  const numbered = (name: "language" | "level") =>
    ROWS.map((row): [string, string] => [`${name}-${row}`, t(`door:candidate.row.${name}`, { n: row + 1 })]);
  return {
    ...Object.fromEntries([...numbered("language"), ...numbered("level")]),
    place: t("door:candidate.place"),
    modes: t("door:candidate.modes"),
    words: t("door:candidate.words"),
  };
}
