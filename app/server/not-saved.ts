/** What every form answers when the disk takes no more: the page that says so, with what was sent, to be sent again. */
import type { ActionFunction, ServerBuild } from "@remix-run/node";
import { addressOf, pageBehind } from "#app/auth/kept-forms.server";
import { clock, localeFor } from "#app/context.server";
import { bringsFiles, isSecret, sentForm, textFieldsOf } from "#app/form";
import { translator } from "#app/i18n";
import type { NotSaved } from "#app/ui/fault";
import { noteIfDisk } from "#db/disk";

/** "Insufficient Storage" (RFC 4918). */
const NOT_SAVED = 507;

/** The build, in which no form that could not be saved is lost. One place for all of them, also those still to come. */
export function keepingWhatWasSent(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const action = route?.module.action;
    if (!route || !action) return [id, route];
    return [id, { ...route, module: { ...route.module, action: kept(action, Boolean(route.module.default)) } }];
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

function kept(action: ActionFunction, hasPage: boolean): ActionFunction {
  return async (args) => {
    const sent = args.request.clone();
    try {
      return await action(args);
    } catch (error) {
      if (!noteIfDisk(error, clock())) throw error;
      args.context.reportError(error);
      const told = { status: NOT_SAVED, statusText: "Insufficient Storage" };
      // A door without a page of its own has buttons only. Without scripts its answer is what the browser shows.
      const isShown = !hasPage && (sent.headers.get("Accept") ?? "").includes("text/html");
      throw isShown ? new Response(inWords(sent), told) : Response.json(await notSaved(sent), told);
    }
  };
}

function inWords(sent: Request): string {
  const t = translator(localeFor(sent));
  return `${t("common:notSaved.title")}. ${t("common:notSaved.again")}\n`;
}

async function notSaved(sent: Request): Promise<NotSaved> {
  const [action, page] = [addressOf(sent.url), pageBehind(sent)];
  const fields = textFieldsOf(await sentForm(sent));
  // A password is typed again: it must not stand in a page. A file is chosen again: no page can hold one.
  const isLost = bringsFiles(sent) || fields.some(([name]) => isSecret(name));
  return { action, page, fields: isLost ? null : fields };
}
