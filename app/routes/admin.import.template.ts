import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter, notFound } from "#app/context.server";
import { IMPORT_KINDS } from "#app/dispatch/vocabulary";
import { LIST_FORMATS } from "#app/events/kinds";
import { fileHeaders } from "#app/exports/answer";
import { templateOf } from "#app/exports/template";
import { oneOf } from "#app/forms/lists";

/** A table to fill in. */
export async function loader({ request }: LoaderFunctionArgs) {
  await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const kind = oneOf(searchParams, "kind", IMPORT_KINDS);
  const format = oneOf(searchParams, "format", LIST_FORMATS);
  if (!kind || !format) throw notFound();
  return new Response(templateOf(kind, format), { headers: fileHeaders(`${kind}.${format}`, format) });
}
