import "#app/styles/institution.css";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { applyAtDoor } from "#app/commands/apply-at-door";
import { enter, newId, runtime } from "#app/context.server";
import { isTwice } from "#app/dispatch/request-shown";
import { MODES, TOPICS } from "#app/dispatch/vocabulary";
import { mailWay } from "#app/facts/service/mail";
import { type FieldErrors, sentForm, typedValues, withWords } from "#app/form";
import { readFirstRequest } from "#app/forms/door";
import { notTaken, warned } from "#app/forms/request";
import { duration, phone } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { requestFormForAnybody } from "#app/queries/everyone/form-options";
import { allPlaces } from "#app/queries/everyone/places";
import { refused, textErrors, unreadable } from "#app/respond";
import { Sent } from "#app/ui/door/sent";
import { useDoorLabels, Who } from "#app/ui/door/who";
import {
  ButtonLink,
  DateField,
  FormActions,
  Page,
  PlainFrame,
  PostForm,
  RadioGroup,
  SelectField,
  TextField,
  useT,
  Vouch,
} from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";
import { useDeskNumber } from "#app/ui/office";
import { PlaceField } from "#app/ui/place-field";
import { Group } from "#app/ui/request-form/part";
import { LENGTHS, Warnings } from "#app/ui/request-form/time";
import { TIME_INPUT } from "#app/ui/time-input";

/** Not a line of script: it opens on any browser, at once. */
export const handle = { plain: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const { languages, likely, deskPhone } = requestFormForAnybody(ctx);
  return {
    title: translator(ctx.locale)("door:first.title"),
    key: newId(),
    now: ctx.now,
    languages: languages.filter(({ served }) => served).map(({ code, name }) => ({ value: code, label: name })),
    likely,
    deskPhone,
    sendsMail: mailWay(ctx.db, runtime()).smtpUrl !== null,
  };
}

/** The answer is the same whether the address is known here or not. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const form = await sentForm(request);
  const t = translator(ctx.locale);
  const options = { ...requestFormForAnybody(ctx), places: allPlaces(ctx) };
  const read = readFirstRequest(form, options, ctx.now, t("door:unlisted"));
  if (!read.ok) return unreadable({ ...read, warnings: undefined, done: false });
  const { warnings, ...application } = read.value;
  if (warnings.length > 0) return unreadable({ ...warned(form, warnings), done: false });
  const made = await applyAtDoor(ctx, { ...application, address: context.address });
  if (made.ok) return { done: true as const };
  const again = (errors: FieldErrors) => ({ errors, values: typedValues(form), warnings: undefined, done: false });
  if (made.reason === "too_many_requests") {
    const number = options.deskPhone ? phone(options.deskPhone) : t("common:office.noNumber");
    return refused(made.reason, again({ "": [withWords("door:error.tooMany", { phone: number })] }));
  }
  if (made.reason === "invalid") return unreadable(again(notTaken(form, made).errors));
  return unreadable(again(textErrors(made) ?? {}));
}

/** A new institution's first request, before anybody here knows it. */
export default function Door() {
  const t = useT();
  const { title, deskPhone, sendsMail } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      {answer?.done ? (
        <Sent deskPhone={deskPhone} sendsMail={sendsMail} />
      ) : (
        <Page width="narrow" title={title} lead={t("door:first.lead")}>
          <FirstRequest answer={answer} />
          <p>
            <ButtonLink to="/door/access" variant="link" reloadDocument>
              {t("door:first.access")}
            </ButtonLink>
          </p>
        </Page>
      )}
    </PlainFrame>
  );
}

type Answer = Exclude<ReturnType<typeof useActionData<typeof action>>, { done: true }>;

function FirstRequest({ answer }: { answer: Answer }) {
  const t = useT();
  const labels = useDoorLabels();
  const number = useDeskNumber();
  const { key, deskPhone } = useLoaderData<typeof loader>();
  return (
    <PostForm from={answer} labels={labels}>
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="warned" value={answer?.warnings?.map(({ kind }) => kind).join(",") ?? ""} />
      <Who />
      <What labels={labels} />
      <When labels={labels} answer={answer} />
      <Vouch />
      <p>{t("door:first.promise", { phone: number(deskPhone) })}</p>
      <FormActions
        size="large"
        block
        send={t(answer?.warnings?.length ? "door:first.sendAnyway" : "door:first.send")}
      />
    </PostForm>
  );
}

function What({ labels }: { labels: Record<string, string> }) {
  const t = useT();
  const { languages, likely } = useLoaderData<typeof loader>();
  return (
    <Group title={t("door:group.what")}>
      <SelectField
        name="language"
        label={labels.language}
        hint={t("door:hint.language")}
        empty={t("common:form.choose")}
        options={[...languages, { value: "-", label: t("door:notListed") }]}
      />
      <SelectField
        name="topic"
        label={labels.topic}
        hint={t("door:hint.noName")}
        empty={t("common:form.choose")}
        options={TOPICS.map((value) => ({ value, label: t(`domain:topic.${value}`) }))}
      />
      <RadioGroup
        name="mode"
        label={labels.mode}
        defaultValue="phone"
        options={MODES.map((value) => ({ value, label: t(`domain:mode.${value}`) }))}
      />
      <PlaceField
        name="place"
        label={labels.place ?? ""}
        hint={t("door:hint.place")}
        likely={likely}
        elsewhere={false}
      />
      <TextField
        name="address"
        label={labels.address}
        hint={t("door:hint.address")}
        maxLength={2000}
        autoComplete="off"
      />
    </Group>
  );
}

function When({ labels, answer }: { labels: Record<string, string>; answer: Answer }) {
  const t = useT();
  const { now, deskPhone } = useLoaderData<typeof loader>();
  const typed = (name: "date" | "start") => String(answer?.values[name] ?? "");
  return (
    <Group title={t("door:group.when")}>
      <div className="field-row">
        <DateField name="date" label={labels.date} />
        <TextField name="start" label={labels.start} {...TIME_INPUT} />
        <SelectField
          name="minutes"
          label={labels.minutes}
          defaultValue="60"
          options={LENGTHS.map((minutes) => ({ value: String(minutes), label: duration(minutes) }))}
        />
      </div>
      <p className="field-hint">{t("request:hint.minutes")}</p>
      {isTwice(typed("date"), typed("start")) && (
        <RadioGroup
          name="fold"
          label={labels.fold}
          options={[
            { value: "earlier", label: t("request:choice.foldEarlier") },
            { value: "later", label: t("request:choice.foldLater") },
          ]}
        />
      )}
      <Warnings warnings={answer?.warnings ?? []} isAnswer={false} options={{ deskPhone }} now={now} />
    </Group>
  );
}
