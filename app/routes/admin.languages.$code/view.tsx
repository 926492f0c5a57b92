import type { useLoaderData } from "@remix-run/react";
import type { Closeness, Locale, Mode } from "#app/dispatch/vocabulary";
import { Acting } from "#app/ui/coordinator/reads-only";
import {
  Button,
  Card,
  CheckboxField,
  Form,
  FormActions,
  Page,
  PostForm,
  RadioGroup,
  SelectField,
  TextField,
  Told,
  useReader,
  useT,
} from "#app/ui/kit";
import { ChangesCard } from "#app/ui/record/changes";
import type { loader } from "./route";

interface Props {
  page: ReturnType<typeof useLoaderData<typeof loader>>;
  answer: unknown;
  choices: { locales: readonly Locale[]; modes: readonly Mode[]; closeness: readonly Closeness[] };
}

export function LanguageView(props: Props) {
  const { t, named } = useReader();
  const { language, done, changes } = props.page;
  return (
    <Page width="narrow" title={language.name ? named(language.name) : language.code} lead={language.code}>
      <Told done={done && t(`admin:languages.done.${done}`)} />
      <Card title={t(language.isKnown ? "admin:languages.names" : "admin:languages.add")}>
        <NamesForm {...props} />
      </Card>
      {language.isKnown && (
        <>
          <Card title={t("admin:languages.variants")}>
            <Variants {...props} />
          </Card>
          <Card title={t("admin:languages.substitutes")}>
            <Substitutes {...props} />
          </Card>
        </>
      )}
      {changes && <ChangesCard changes={changes} />}
    </Page>
  );
}

/** What was answered to the form of that intent. */
function answerTo(answer: unknown, intent: string): unknown {
  if (typeof answer !== "object" || answer === null || !("values" in answer)) return null;
  const { values } = answer;
  return typeof values === "object" && values !== null && "intent" in values && values.intent === intent
    ? answer
    : null;
}

function useNameLabels(locales: readonly Locale[]): Record<string, string> {
  const t = useT();
  return Object.fromEntries(locales.map((one) => [one, t(`admin:holidays.nameIn.${one}`)]));
}

function NamesForm({ page: { language, key }, answer, choices }: Props) {
  const t = useT();
  const labels = { ...useNameLabels(choices.locales), words: t("admin:languages.words") };
  return (
    <PostForm from={answerTo(answer, "names")} id="names" labels={labels}>
      <input type="hidden" name="key" value={`${key}:names`} />
      {choices.locales.map((one) => (
        <TextField
          key={one}
          name={one}
          label={t(`admin:holidays.nameIn.${one}`)}
          lang={one}
          defaultValue={language.name?.[one]}
          required
        />
      ))}
      <TextField name="words" label={labels.words} hint={t("admin:languages.wordsHint")} optional />
      {language.isKnown && (
        <CheckboxField
          name="served"
          label={t("admin:languages.served")}
          hint={t("admin:languages.servedHint", { count: language.ahead })}
          defaultChecked={language.served}
        />
      )}
      <FormActions intent="names" send={t("common:action.save")} cancel="/admin/languages" />
    </PostForm>
  );
}

function Variants({ page: { language, key }, answer, choices }: Props) {
  const { t, named } = useReader();
  const labels = { ...useNameLabels(choices.locales), variant: t("admin:languages.variantCode") };
  return (
    <>
      <ul className="plain-list">
        {language.variants.map(({ code, name }) => (
          <li key={code}>
            {named(name)} <span className="small muted">{code}</span>
          </li>
        ))}
      </ul>
      <Acting>
        <PostForm from={answerTo(answer, "variant")} id="variant" labels={labels}>
          <input type="hidden" name="key" value={`${key}:variant`} />
          <TextField name="variant" label={labels.variant} hint={t("admin:languages.variantHint")} required />
          <div className="field-row">
            {choices.locales.map((one) => (
              <TextField key={one} name={one} label={t(`admin:holidays.nameIn.${one}`)} lang={one} required />
            ))}
          </div>
          <FormActions intent="variant" send={t("admin:languages.saveVariant")} />
        </PostForm>
      </Acting>
    </>
  );
}

function Substitutes({ page: { language, key }, answer, choices }: Props) {
  const t = useT();
  const labels = {
    spoken: t("admin:languages.spoken"),
    note: t("admin:languages.note"),
    modes: t("admin:languages.modes"),
  };
  return (
    <>
      <p className="small muted">{t("admin:languages.substitutesMean")}</p>
      <ul className="plain-list stack" data-gap="s">
        {language.substitutes.map(({ spoken, name, note, modes }) => (
          <li key={spoken}>
            {name}
            <div className="small muted">
              {t(`admin:languages.closeness.${note}`)} ·{" "}
              {(modes ?? choices.modes).map((mode) => t(`domain:mode.${mode}`)).join(", ")}
            </div>
            <Form method="post">
              <input type="hidden" name="key" value={`${key}:${spoken}`} />
              <input type="hidden" name="spoken" value={spoken} />
              <Button variant="link" name="intent" value="remove" aria-label={t("admin:holidays.removeOne", { name })}>
                {t("common:action.remove")}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <Acting>
        <PostForm from={answerTo(answer, "substitute")} id="substitute" labels={labels}>
          <input type="hidden" name="key" value={`${key}:substitute`} />
          <SelectField
            name="spoken"
            label={labels.spoken}
            empty={t("common:form.choose")}
            options={language.others}
            required
          />
          <RadioGroup
            name="note"
            label={labels.note}
            inline={false}
            required
            options={choices.closeness.map((value) => ({ value, label: t(`admin:languages.closeness.${value}`) }))}
          />
          <fieldset className="field">
            <legend>{labels.modes}</legend>
            {choices.modes.map((mode) => (
              <CheckboxField key={mode} name="modes[]" value={mode} label={t(`domain:mode.${mode}`)} defaultChecked />
            ))}
          </fieldset>
          <FormActions intent="substitute" send={t("admin:languages.saveSubstitute")} />
        </PostForm>
      </Acting>
    </>
  );
}
