import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { may } from "#app/auth/policy";
import { enter, newId, notFound } from "#app/context.server";
import { maskedAccountOf } from "#app/facts/pay/accounts";
import { termsFor } from "#app/facts/pay/rates";
import { LARGEST_PAPER, TAKEN } from "#app/files/type";
import { sentWithFile } from "#app/form";
import { monthIn } from "#app/forms/statement";
import { translator } from "#app/i18n";
import { statementOf } from "#app/queries/everyone/statement";
import { dateOf } from "#app/time";
import { Page, Told, useT } from "#app/ui/kit";
import { BankAccount } from "#app/ui/pay/bank";
import { Decide, OfRow, Terms } from "#app/ui/pay/deciding";
import { Expenses } from "#app/ui/pay/expenses";
import { MonthSteps, StatementFiles, StatementView } from "#app/ui/pay/statement";
import { doDeed } from "./deeds";

const RECEIPT = { taken: TAKEN, megabytes: LARGEST_PAPER / 1024 / 1024 };
const DONE = ["handed", "approved", "returned", "expense", "removed", "bank", "funded", "waived", "terms"] as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "finance");
  const search = new URL(request.url).searchParams;
  const interpreterId = params.id ?? "";
  const statement = statementOf(ctx, { interpreterId, month: monthIn(search, dateOf(ctx.now)) });
  if (!statement) throw notFound();
  const { state, isOver, name, totals, handedInAt: _, approvedAt, paidAt: __, ...shown } = statement;
  const mayApprove = may.approveStatements(ctx.viewer);
  const mayHandIn = may.handInStatement(ctx.viewer, { interpreterId });
  return {
    title: `${translator(ctx.locale)("pay:page.title")}: ${name}`,
    statement: { ...shown, totals: { minutes: totals.minutes, cents: totals.cents }, state },
    mayApprove,
    canHandIn: mayHandIn && isOver && (state === "draft" || state === "returned"),
    canSpend: mayHandIn && approvedAt === null && state !== "submitted",
    canDecide: mayApprove && state === "submitted",
    account: maskedAccountOf(ctx, interpreterId),
    terms: termsFor(ctx, [interpreterId])(interpreterId, dateOf(ctx.now)),
    today: dateOf(ctx.now),
    key: newId(),
    done: DONE.find((one) => one === search.get("done")) ?? null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "finance");
  const sent = await sentWithFile(request);
  const id = params.id ?? "";
  const month = monthIn(new URL(request.url).searchParams, dateOf(ctx.now));
  return doDeed(ctx, id, sent, `/finance/statements/${id}?month=${month}`);
}

/** Somebody's month as they see it, with what is decided about it. */
export default function StatementPage() {
  const t = useT();
  const { title, statement, mayApprove, canHandIn, canSpend, canDecide, account, terms, today, key, done } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && "values" in answer ? answer : null;
  const of = (intent: string) => (typed?.values.intent === intent ? typed : null);
  const { month, interpreterId } = statement;
  const isOpen = mayApprove && statement.state !== "approved" && statement.state !== "paid";
  const whole = typed?.errors[""]?.[0];
  return (
    <Page
      width="narrow"
      title={title}
      lead={<Link to={`/finance/statements?month=${month}`}>{t("pay:one.back")}</Link>}
    >
      <MonthSteps month={month} to={(one) => `/finance/statements/${interpreterId}?month=${one}`} />
      <Told done={done && t(`pay:done.${done}`)} problem={whole && t(whole)} />
      <StatementView
        statement={statement}
        reportAt={null}
        {...(isOpen && { ofRow: (row) => <OfRow row={row} formKey={key} from={of} /> })}
      />
      <Expenses
        expenses={statement.expenses}
        canChange={canSpend}
        from={of("expense")}
        formKey={key}
        today={today}
        receipt={RECEIPT}
      />
      <Decide
        canDecide={canDecide}
        canHandIn={canHandIn}
        month={month}
        cents={statement.totals.cents}
        formKey={key}
        from={of("return")}
      />
      <BankAccount masked={account} canChange={mayApprove} from={of("bank")} />
      <Terms terms={terms} canChange={mayApprove} formKey={key} today={today} from={of("terms")} />
      <StatementFiles to={`/finance/statements/${interpreterId}/export`} />
    </Page>
  );
}
