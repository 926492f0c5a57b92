/** Places to choose from, looked up while one is typed. GET only, nothing changes. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { textIn } from "#app/form";
import { MOST_PLACES, placesLike } from "#app/forms/place";
import { allPlaces } from "#app/queries/everyone/places";
import type { PlacesFound } from "#app/ui/place-field";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "signed_in");
  const found = placesLike(allPlaces(ctx), textIn(new URL(request.url).searchParams, "q") ?? "");
  const places = found.slice(0, MOST_PLACES).map(({ id, label, note, region }) => ({ id, label, note, region }));
  return Response.json({ places, total: found.length } satisfies PlacesFound, {
    headers: { "Cache-Control": "no-store" },
  });
}
