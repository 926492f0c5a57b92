import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { noteReading } from "#app/commands/note-reading";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { savePerson } from "./deeds";
import { readPage } from "./page";
import { PersonView } from "./view";

/** `new` is the form for somebody who is not there yet. */

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const page = readPage(ctx, params.id ?? "", new URL(request.url).searchParams.get("application"));
  if (page.person) noteReading(ctx, { interpreterId: page.person.id });
  if (page.candidate) noteReading(ctx, { applicationId: page.candidate.applicationId });
  return page;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return savePerson(ctx, params.id ?? "", await sentForm(request));
}

/** What is known of an interpreter, to be changed; and before it is saved, what that does to the work they have. */
export default function EditPerson() {
  return <PersonView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
