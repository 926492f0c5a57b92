import { setImmediate as others } from "node:timers/promises";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { may } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import { approveStatement } from "#app/commands/approve-statement";
import { payStatements } from "#app/commands/pay-statements";
import { type Ctx, enter, newId, notFound } from "#app/context.server";
import { formKey, invalid, readForm, sentForm, typedValues } from "#app/form";
import { monthIn } from "#app/forms/statement";
import { translator } from "#app/i18n";
import { duration, euros, sentenceCase } from "#app/i18n/format";
import { monthName } from "#app/i18n/pay";
import { cleanAmong, type ListedStatement, statementsList, submittedIn } from "#app/queries/everyone/statements";
import { refused } from "#app/respond";
import { dateOf } from "#app/time";
import { Downloads } from "#app/ui/downloads";
import { Badge, Button, ButtonLink, Card, Empty, Form, Page, Table, Told, useReader } from "#app/ui/kit";
import { MonthSteps, StatementBadge } from "#app/ui/pay/statement";

/** So many are approved with one press; the rest with the next. */
const AT_ONCE = 200;
const CHUNK = 20;
/** Why there is no payment file. */
const PROBLEMS = ["payer_missing", "no_payments"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "finance");
  const search = new URL(request.url).searchParams;
  const month = monthIn(search, dateOf(ctx.now));
  const page = Math.min(1000, Math.max(1, Number.parseInt(search.get("page") ?? "1", 10) || 1));
  const approved = search.get("approved");
  return {
    title: translator(ctx.locale)("pay:list.title"),
    month,
    list: statementsList(ctx, month, page),
    mayApprove: may.approveStatements(ctx.viewer),
    approved: approved && /^\d{1,4}$/.test(approved) ? Number(approved) : null,
    paid: search.get("done") === "paid",
    problem: PROBLEMS.find((one) => one === search.get("problem")) ?? null,
    key: newId(),
  };
}

const Asked = z.object({ intent: z.enum(["clean", "paid"]) });
const Pay = z.object({ key: formKey, seen: z.coerce.number().int().min(0).max(1_000_000) });

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "finance");
  const sent = await sentForm(request);
  const month = monthIn(new URL(request.url).searchParams, dateOf(ctx.now));
  const asked = readForm(Asked, sent);
  if (!asked.ok) return invalid(asked);
  if (asked.value.intent === "clean")
    return redirect(`/finance/statements?month=${month}&approved=${await approveClean(ctx, month)}`);
  const form = readForm(Pay, sent);
  if (!form.ok) return invalid(form);
  const done = payStatements(ctx, { month, ...form.value });
  if (done.ok) return redirect(`/finance/statements?month=${month}&done=paid`);
  if (done.reason === "not_found") throw notFound();
  return refused(done.reason, { errors: { "": [`pay:refusal.${done.reason}`] }, values: typedValues(sent) });
}

/** Each in a transaction of its own, others being answered in between. Pressing again goes on with what is left. */
async function approveClean(ctx: Ctx<UserViewer>, month: string): Promise<number> {
  if (!may.approveStatements(ctx.viewer)) throw notFound();
  const ids = submittedIn(ctx, month, 10_000);
  let approved = 0;
  for (let from = 0; from < ids.length && approved < AT_ONCE; from += CHUNK) {
    for (const { interpreterId, cents } of cleanAmong(ctx, month, ids.slice(from, from + CHUNK))) {
      if (approveStatement(ctx, { interpreterId, month, cents }).ok) approved++;
      await others();
    }
    await others();
  }
  return approved;
}

/** A month of everybody: who has handed in what, what is in order, and what is to be paid. */
export default function StatementsPage() {
  const { t, locale } = useReader();
  const { title, month, list, mayApprove, approved, paid, problem, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const wrong = answer?.errors[""]?.[0] ?? (problem && `pay:refusal.${problem}`);
  const told =
    approved === null
      ? paid && t("pay:list.paidDone")
      : t("pay:list.approvedMany", { count: approved, left: list.submitted });
  const to = (page: number) => `/finance/statements?month=${month}&page=${page}`;
  const { unpaid } = list;
  const unpaidWords = { count: unpaid.count, sum: euros(locale, unpaid.cents) };
  return (
    <Page title={title} lead={t("pay:list.lead")}>
      <MonthSteps month={month} to={(one) => `/finance/statements?month=${one}`} />
      <Told done={told} problem={wrong && t(wrong)} />
      <Card title={sentenceCase(monthName(locale, month))}>
        {list.rows.length === 0 ? (
          <Empty title={t("pay:list.empty")} icon="list">
            <p>{t("pay:list.emptyText")}</p>
          </Empty>
        ) : (
          <Table heads={[t("pay:list.name"), t("pay:page.state"), t("pay:page.sum"), t("pay:page.hours")]}>
            {list.rows.map((row) => (
              <Row key={row.interpreterId} row={row} month={month} />
            ))}
          </Table>
        )}
        {(list.page > 1 || list.hasNext) && (
          <nav className="row" aria-label={t("common:paging.label")}>
            {list.page > 1 && <ButtonLink to={to(list.page - 1)}>{t("common:paging.previous")}</ButtonLink>}
            {list.hasNext && <ButtonLink to={to(list.page + 1)}>{t("common:paging.next")}</ButtonLink>}
          </nav>
        )}
      </Card>
      {mayApprove && list.submitted > 0 && (
        <Card title={t("pay:list.submitted", { count: list.submitted })}>
          <Form method="post">
            <Button variant="primary" name="intent" value="clean">
              {t("pay:list.approveAll")}
            </Button>
          </Form>
          <p className="muted small">{t("pay:list.approveAllText")}</p>
        </Card>
      )}
      {mayApprove && unpaid.count > 0 && (
        <Card title={t("pay:list.payments")}>
          <p>{t("pay:list.paymentsText", unpaidWords)}</p>
          <p>
            <a className="tap" href={`/finance/statements/payments?month=${month}`}>
              {t("pay:list.payments")}
            </a>
          </p>
          <Form method="post">
            <input type="hidden" name="key" value={key} />
            <input type="hidden" name="seen" value={unpaid.count} />
            <Button name="intent" value="paid">
              {t("pay:list.paid", unpaidWords)}
            </Button>
          </Form>
          <p className="muted small">{t("pay:list.paidText")}</p>
        </Card>
      )}
      <Downloads to="/finance/statements/export" />
    </Page>
  );
}

function Row({ row, month }: { row: ListedStatement; month: string }) {
  const { t, locale } = useReader();
  return (
    <tr>
      <th scope="row">
        <Link className="tap" to={`/finance/statements/${row.interpreterId}?month=${month}`}>
          {row.name}
        </Link>
      </th>
      <td>
        <StatementBadge state={row.state} /> {row.overlaps > 0 && <Badge sign="problem">{t("pay:list.overlap")}</Badge>}{" "}
        {row.waiting > 0 && <Badge sign="waiting">{t("pay:list.waiting", { count: row.waiting })}</Badge>}{" "}
        {row.isClean && <Badge sign="secured">{t("pay:list.clean")}</Badge>}
      </td>
      <td className="tabular">{euros(locale, row.cents)}</td>
      <td className="tabular">{duration(row.minutes)}</td>
    </tr>
  );
}
