import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { dropScan } from "#app/commands/drop-scan";
import { keepScan } from "#app/commands/keep-scan";
import { noteReading } from "#app/commands/note-reading";
import { enter, newId, notFound } from "#app/context.server";
import { personNamed } from "#app/facts/names";
import { type Paper, papersOf } from "#app/facts/roster/papers";
import { filesHere } from "#app/files/read.server";
import { LARGEST_PAPER, TAKEN } from "#app/files/type";
import { formKey, invalid, readForm, sentWithFile } from "#app/form";
import { sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { respond } from "#app/respond";
import { Acting } from "#app/ui/coordinator/reads-only";
import { FileField } from "#app/ui/files/file-field";
import { ScanLink, Validity } from "#app/ui/files/scan";
import { Button, ButtonLink, Card, Empty, ErrorSummary, Form, FormState, Page, Told, useT } from "#app/ui/kit";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const person = personNamed(ctx, params.id ?? "");
  if (!person) throw notFound();
  noteReading(ctx, { interpreterId: person.id });
  const done = new URL(request.url).searchParams.get("done");
  return {
    title: translator(ctx.locale)("coordinator:papers.title", { name: person.name }),
    person: { id: person.id, name: person.name },
    papers: papersOf(ctx, person.id),
    megabytes: LARGEST_PAPER / 1024 / 1024,
    key: newId(),
    done: DONE.find((one) => one === done) ?? null,
  };
}

/** What was done last, as the address says it. */
const DONE = ["kept", "dropped"] as const;

const Sent = z.object({ key: formKey, paper: z.string().max(64), intent: z.enum(["keep", "drop"]) });

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const { form: sent, file } = await sentWithFile(request);
  const form = readForm(Sent, sent);
  if (!form.ok) return invalid(form);
  const { intent, key, paper } = form.value;
  const interpreterId = params.id ?? "";
  const page = `/coordinator/interpreters/${interpreterId}/papers`;
  if (intent === "drop") {
    if (!dropScan(ctx, { interpreterId, paperId: paper, key: `${key}:drop` }).ok) throw notFound();
    return redirect(`${page}?done=dropped`);
  }
  const kept = keepScan(ctx, filesHere(), { interpreterId, paperId: paper, bytes: file, key });
  if (!kept.ok && kept.reason === "not_found") throw notFound();
  return respond(kept, {
    to: `${page}?done=kept`,
    otherwise: ({ reason }) => ({
      errors: { file: [`coordinator:papers.refusal.${reason}`] },
      values: { paper },
      meant: {},
    }),
  });
}

/** The papers of a person, each with its scan, or with a field for one. */
export default function PapersPage() {
  const t = useT();
  const { person, papers, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      width="narrow"
      title={t("coordinator:papers.title", { name: person.name })}
      lead={t("coordinator:papers.lead")}
      actions={
        <ButtonLink to={`/coordinator/interpreters/${person.id}`}>{t("coordinator:papers.toPerson")}</ButtonLink>
      }
    >
      <Told done={done && t(`coordinator:papers.done.${done}`)} />
      {papers.length === 0 && (
        <Card>
          <Empty title={t("coordinator:people.noCredentials")}>
            <p>
              <ButtonLink to={`/coordinator/interpreters/${person.id}/edit`}>
                {t("coordinator:papers.write")}
              </ButtonLink>
            </p>
          </Empty>
        </Card>
      )}
      {papers.map((paper) => (
        <PaperCard key={paper.id} paper={paper} answer={answer?.values.paper === paper.id ? answer : undefined} />
      ))}
    </Page>
  );
}

function PaperCard({ paper, answer }: { paper: Paper; answer: ReturnType<typeof useActionData<typeof action>> }) {
  const t = useT();
  const { megabytes, key } = useLoaderData<typeof loader>();
  const id = `scan-${paper.id}`;
  const labels = { file: t("coordinator:papers.file") };
  return (
    <Card title={sentenceCase(t(`domain:credentialKind.${paper.kind}`))}>
      <Validity paper={paper} />
      {paper.scan ? (
        <ScanLink scan={paper.scan} to={`/coordinator/papers/${paper.id}`} />
      ) : (
        <p className="muted">{t("coordinator:papers.none")}</p>
      )}
      {/* Anew once a file is there: the field then holds none. */}
      <FormState key={paper.scan?.at ?? 0} from={answer} id={id}>
        <Acting>
          <Form method="post" className="form" encType="multipart/form-data" keeps>
            <ErrorSummary labels={labels} />
            <input type="hidden" name="key" value={`${key}-${paper.id}`} />
            <input type="hidden" name="paper" value={paper.id} />
            <input type="hidden" name="intent" value="keep" />
            <FileField
              name="file"
              label={labels.file}
              hint={t(paper.scan ? "coordinator:papers.anotherHint" : "coordinator:papers.fileHint", { megabytes })}
              accept={TAKEN}
            />
            <div>
              <Button>{t(paper.scan ? "coordinator:papers.replace" : "coordinator:papers.keep")}</Button>
            </div>
          </Form>
        </Acting>
      </FormState>
      {paper.scan && (
        <Form method="post" className="stack" data-gap="s">
          <input type="hidden" name="key" value={`${key}-${paper.id}`} />
          <input type="hidden" name="paper" value={paper.id} />
          <p className="small muted">{t("coordinator:papers.dropMeans")}</p>
          <div>
            <Button name="intent" value="drop">
              {t("coordinator:papers.drop")}
            </Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
