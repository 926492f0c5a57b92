import { sentForm } from "#app/form";
import "#app/styles/institution.css";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { useTyped } from "#app/ui/kit";
import { changeInstitution, fillFromOldForm, takeOrder } from "./deeds";
import { orderFor, readPage } from "./page";
import { OrderForm, WhoCalls } from "./view";

/** A form stays as it is under the hand; what has changed meanwhile is said when it is sent. */
export const handle = { still: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return readPage(ctx, new URL(request.url).searchParams.get("organisation"));
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const order = orderFor(ctx, new URL(request.url).searchParams.get("organisation"));
  const form = await sentForm(request);
  const intent = form.get("intent");
  if (!order || intent === "other") return changeInstitution(ctx, form);
  return intent === "old_form" ? fillFromOldForm(ctx, order, form) : takeOrder(ctx, order, form);
}

/** Somebody calls: first which institution, then who, and the same form that it would fill in itself. */
export default function PhoneOrder() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const kept = useTyped(null, "who");
  const order = answer?.order ?? page.order;
  if (!order || order === "asked")
    return (
      <WhoCalls organisations={answer?.organisations ?? page.organisations} typed={answer?.values ?? kept?.values} />
    );
  return <OrderForm order={order} page={page} answer={answer} />;
}
