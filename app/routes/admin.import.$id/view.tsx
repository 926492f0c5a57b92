/** One import: what would become of each row; then what became of it, and the way back. */
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { UnderWay } from "#app/ui/admin/import-parts";
import { Button, Card, CheckboxField, Form, FormState, Notice, Page, RadioGroup, Tabs, Told, useT } from "#app/ui/kit";
import type { RowFacts } from "./page.server";
import type { action, loader } from "./route";

export function ImportView() {
  const t = useT();
  const { title, mayDecide, working, told, isOther } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={title} lead={told.map((line) => <p key={line}>{line}</p>)}>
      <Told problem={answer?.problem && t(answer.problem)} />
      {isOther && <Notice tone="waiting" title={t("import:page.changedChoices")} announce />}
      {working && <UnderWay words={working} />}
      {mayDecide && <Decide />}
      <TakeBack />
      <Rows />
    </Page>
  );
}

/** What wants to be read first, what can be said about it, and the buttons. */
function Decide() {
  const t = useT();
  const { key, guessed, refusal, sheets, wanted, marked, markedMore, leftOut, isOthers, vouches } =
    useLoaderData<typeof loader>();
  const isAsked = sheets.length > 0 || marked.length > 0 || leftOut.length > 0 || isOthers.length > 0;
  return (
    <FormState from={null} id="import">
      <Form method="post" className="form">
        <input type="hidden" name="key" value={key} />
        {refusal && <Notice tone="problem" title={refusal} />}
        {guessed && <Notice tone="waiting" title={guessed} />}
        {sheets.length > 0 && (
          <RadioGroup
            name="sheet"
            label={t("import:page.sheet")}
            required
            options={sheets.map((value) => ({ value, label: value }))}
          />
        )}
        {(marked.length > 0 || leftOut.length > 0 || isOthers.length > 0) && (
          <Card title={t("import:page.marked")}>
            {marked.length > 0 && <p className="muted">{t("import:page.markedHint")}</p>}
            <ul className="plain-list stack" data-gap="s">
              {marked.map((row) => (
                <Marked key={row.line} row={row} />
              ))}
            </ul>
            {markedMore > 0 && <p className="small muted">{t("import:page.markedMore", { count: markedMore })}</p>}
            {isOthers.map((code) => (
              <CheckboxField
                key={code}
                name="asNew[]"
                value={code}
                label={t("import:page.isOther", { known: code })}
                defaultChecked
              />
            ))}
            {leftOut.map(({ line, who }) => (
              <CheckboxField
                key={line}
                name="leftOut[]"
                value={String(line)}
                label={`${t("import:page.leaveOut", { line })}: ${who}`}
                defaultChecked
              />
            ))}
            {vouches && (
              <CheckboxField name="vouched" label={t("import:page.vouched")} defaultChecked={vouches.isSaid} />
            )}
          </Card>
        )}
        {wanted === 0 && <p>{t("import:page.nothingToImport")}</p>}
        <div className="form-actions">
          {wanted !== null && wanted > 0 && (
            <Button variant="primary" name="intent" value="apply">
              {t("import:page.import", { count: wanted })}
            </Button>
          )}
          {isAsked && (
            <Button name="intent" value="look">
              {t("import:page.look")}
            </Button>
          )}
          <Button variant="link" name="intent" value="give_up" formNoValidate>
            {t("import:page.giveUp")}
          </Button>
        </div>
      </Form>
    </FormState>
  );
}

function Marked({ row }: { row: RowFacts }) {
  const t = useT();
  const { line, near, doubles } = row;
  return (
    <li>
      <RowHead row={row} />
      {near.map(({ typed, known }) => (
        <CheckboxField key={typed} name="asNew[]" value={typed} label={t("import:page.isOther", { known })} />
      ))}
      {doubles.length > 0 && (
        <CheckboxField name="leftOut[]" value={String(line)} label={t("import:page.leaveOut", { line })} />
      )}
    </li>
  );
}

function RowHead({ row: { line, who, problems, doubles, fields, isBack, stays } }: { row: RowFacts }) {
  const t = useT();
  return (
    <>
      <div className="admin-break">
        <span className="muted">{t("import:page.line", { line })}</span> {who}
      </div>
      {[...problems, ...doubles, fields, stays, isBack && t("import:page.takenBackRow")]
        .filter((line) => line !== null && line !== false)
        .map((line) => (
          <div key={line} className="small admin-break">
            {line}
          </div>
        ))}
    </>
  );
}

function TakeBack() {
  const t = useT();
  const { key, back } = useLoaderData<typeof loader>();
  if (back === null) return null;
  return (
    <Card title={t("import:page.takeBackTitle")}>
      <p>{t(back > 0 ? "import:page.takeBackText" : "import:page.takeBackNothing")}</p>
      {back > 0 && (
        <Form method="post">
          <input type="hidden" name="key" value={`${key}:back`} />
          <Button name="intent" value="take_back">
            {t("import:page.takeBack", { count: back })}
          </Button>
        </Form>
      )}
    </Card>
  );
}

function Rows() {
  const t = useT();
  const { tabs, rows, page, hasNext } = useLoaderData<typeof loader>();
  if (tabs.length === 0) return null;
  const part = tabs.find(({ current }) => current)?.name ?? "";
  const to = (wanted: number) => `?part=${part}&page=${wanted}`;
  return (
    <Card title={t("import:page.rows")}>
      <Tabs
        label={t("import:page.rows")}
        tabs={tabs.map(({ name, count, current }) => ({
          to: `?part=${name}`,
          label: t(`import:page.counts.${name}`),
          count,
          current,
        }))}
      />
      {rows.length === 0 && <p>{t("import:page.noRows")}</p>}
      <ul className="plain-list stack" data-gap="s">
        {rows.map((row) => (
          <li key={row.line}>
            <RowHead row={row} />
          </li>
        ))}
      </ul>
      {(page > 1 || hasNext) && (
        <nav className="row" aria-label={t("import:page.paging")}>
          {page > 1 && <Link to={to(page - 1)}>{t("common:paging.previous")}</Link>}
          <span>{t("common:paging.pageOfMany", { page })}</span>
          {hasNext && <Link to={to(page + 1)}>{t("common:paging.next")}</Link>}
        </nav>
      )}
    </Card>
  );
}
