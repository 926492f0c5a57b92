import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { seeOffers } from "#app/commands/see-offers";
import { enter, notFound, whenSaved } from "#app/context.server";
import { sentForm } from "#app/form";

/** There is no such page to look at. */
export async function loader({ request }: LoaderFunctionArgs) {
  await enter(request, "interpreter");
  throw notFound();
}

/** The page of offers says that it is open before a person. A GET could not: mail scanners and previews make those. */
export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const offerIds = (await sentForm(request)).getAll("offerId").map(String);
  whenSaved(ctx, () => seeOffers(ctx, { offerIds }));
  return null;
}
