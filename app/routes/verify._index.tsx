import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { mayCheckProof } from "#app/auth/rate-limit.server";
import { enter } from "#app/context.server";
import { LARGEST_FILE, sentWithFile, textIn } from "#app/form";
import { translator } from "#app/i18n";
import { actParts, askedRows, publicRows } from "#app/i18n/proof";
import { codeIn } from "#app/proof/chain";
import { type ActChecked, actChecked } from "#app/queries/everyone/proof";
import { refused } from "#app/respond";
import {
  Card,
  ErrorSummary,
  Facts,
  Form,
  FormActions,
  FormState,
  Notice,
  Page,
  PlainFrame,
  TextField,
  useReader,
  useT,
} from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";
import { CheckFile } from "#app/ui/proof/check-file";

/** Two small forms: no script is needed, and none is sent. */
export const handle = { plain: true };

/** A code that was typed leads to its own page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const typed = textIn(new URL(request.url).searchParams, "code");
  const code = typed === null ? null : codeIn(typed);
  if (code) throw redirect(`/verify/${code}`);
  const title = translator(ctx.locale)("proof:verify.title");
  return { title, megabytes: LARGEST_FILE / 1024 / 1024, typed };
}

/** Reads a file and keeps nothing of it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const { file } = await sentWithFile(request);
  if (!(await mayCheckProof(context.address)))
    return refused("too_many_requests", { errors: { file: ["proof:verify.tooMany"] }, values: {}, checked: null });
  if (!file) return refused("file_missing", { errors: { file: ["proof:verify.missing"] }, values: {}, checked: null });
  return data({ errors: {}, values: {}, checked: actChecked(ctx, file) });
}

/** Where the code on an act, or its file, is checked. */
export default function VerifyIndex() {
  const t = useT();
  const { title, megabytes, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const word = (name: string) => t(`proof:verify.${name}`);
  const wrong = typed === null ? undefined : { errors: { code: ["proof:verify.badCode"] }, values: { code: typed } };
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      <Page width="narrow" title={title} lead={word("lead")}>
        {answer?.checked && <Checked checked={answer.checked} />}
        <Card>
          <FormState from={wrong} id="code">
            <Form method="get" action="/verify" className="form">
              <ErrorSummary labels={{ code: word("code") }} />
              <TextField
                name="code"
                label={word("code")}
                hint={word("codeHint")}
                autoComplete="off"
                maxLength={40}
                required
              />
              <FormActions send={word("find")} />
            </Form>
          </FormState>
        </Card>
        <CheckFile megabytes={megabytes} from={answer} />
        <Card title={word("how")}>
          <p>{word("howText")}</p>
        </Card>
      </Page>
    </PlainFrame>
  );
}

const TONES = {
  genuine: "secured",
  resaved: "waiting",
  changed: "problem",
  rewritten: "problem",
  no_record: "problem",
  not_act: "waiting",
} as const satisfies Record<ActChecked["is"], string>;
const WORDS = {
  genuine: "genuine",
  resaved: "resaved",
  changed: "changed",
  rewritten: "rewritten",
  no_record: "noRecord",
  not_act: "notAct",
} as const satisfies Record<ActChecked["is"], string>;

function Checked({ checked }: { checked: ActChecked }) {
  const { t, locale } = useReader();
  const name = WORDS[checked.is];
  return (
    <>
      <Notice tone={TONES[checked.is]} title={t(`proof:verify.${name}`)} announce>
        <p>{t(`proof:verify.${name}Text`)}</p>
      </Notice>
      {"record" in checked && (
        <Card>
          <Facts rows={publicRows({ t, locale }, { ...checked.record.told, number: checked.record.number })} />
        </Card>
      )}
      {"facts" in checked && (
        <Card title={t("proof:verify.mustRead")}>
          <Facts rows={askedRows({ t, locale }, checked.facts, checked.facts.spoken)} />
          {actParts({ t, locale }, checked.facts).map(({ title, rows }) => (
            <section key={title}>
              <h3>{title}</h3>
              <Facts rows={rows} />
            </section>
          ))}
        </Card>
      )}
    </>
  );
}
