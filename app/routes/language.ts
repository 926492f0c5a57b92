import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { isLocale } from "#app/auth/locale";
import { enter, notFound } from "#app/context.server";
import { sentForm } from "#app/form";
import { ownAddress } from "#app/own-address";

/** There is no such page to look at. */
export async function loader({ request }: LoaderFunctionArgs) {
  await enter(request, "anyone");
  throw notFound();
}

/** The language of a browser in which nobody is signed in; whoever is has it in their account. */
export async function action({ request }: ActionFunctionArgs) {
  await enter(request, "anyone");
  const form = await sentForm(request);
  const lang = String(form.get("lang") ?? "");
  const to = String(form.get("to") ?? "/");
  return redirect(ownAddress(to, "/"), {
    headers: isLocale(lang) ? { "Set-Cookie": `lang=${lang}; Path=/; Max-Age=31536000; SameSite=Lax` } : {},
  });
}
