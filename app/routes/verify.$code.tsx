import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { mayCheckProof } from "#app/auth/rate-limit.server";
import { enter } from "#app/context.server";
import { LARGEST_FILE } from "#app/form";
import { translator } from "#app/i18n";
import { publicRows } from "#app/i18n/proof";
import { codeIn } from "#app/proof/chain";
import { recordShown } from "#app/queries/everyone/proof";
import { refused } from "#app/respond";
import { Card, Facts, Notice, Page, PlainFrame, useReader, useT } from "#app/ui/kit";
import { LanguageSwitch } from "#app/ui/language-switch";
import { CheckFile } from "#app/ui/proof/check-file";

/** To be read, and a file to be sent: no script is needed, and none is sent. */
export const handle = { plain: true };

/** What is said of a code that is none takes the same way as of one that is. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const title = translator(ctx.locale)("proof:verify.title");
  const megabytes = LARGEST_FILE / 1024 / 1024;
  if (!(await mayCheckProof(context.address)))
    return refused("too_many_requests", { title, megabytes, isTooMany: true, record: null });
  const record = recordShown(ctx, codeIn(params.code ?? "") ?? "");
  const page = { title, megabytes, isTooMany: false, record };
  return record ? data(page) : refused("not_found", page);
}

/** Whether the act with this code is entered in the chain of records. */
export default function Verify() {
  const t = useT();
  const { title, megabytes, isTooMany } = useLoaderData<typeof loader>();
  return (
    <PlainFrame aside={<LanguageSwitch />}>
      <Page width="narrow" title={title}>
        {isTooMany ? (
          <Notice tone="problem">
            <p>{t("proof:verify.tooMany")}</p>
          </Notice>
        ) : (
          <Said />
        )}
        <CheckFile megabytes={megabytes} />
      </Page>
    </PlainFrame>
  );
}

function Said() {
  const { t, locale } = useReader();
  const { record } = useLoaderData<typeof loader>();
  const word = (name: string) => t(`proof:verify.${name}`);
  if (!record)
    return (
      <Notice tone="problem" title={word("unknown")}>
        <p>{word("unknownText")}</p>
      </Notice>
    );
  return (
    <>
      <Notice tone={record.isSound ? "secured" : "problem"} title={word(record.isSound ? "sound" : "unsound")}>
        <p>{word(record.isSound ? "soundText" : "unsoundText")}</p>
      </Notice>
      {record.replacedBy && (
        <Notice tone="waiting">
          <p>
            {word("replaced")} <Link to={`/verify/${record.replacedBy}`}>{record.replacedBy}</Link>
          </p>
        </Notice>
      )}
      <Card>
        <Facts rows={publicRows({ t, locale }, { ...record.told, number: record.number })} />
        {record.replaces !== null && <p>{t("proof:verify.replaces", { number: String(record.replaces) })}</p>}
      </Card>
    </>
  );
}
