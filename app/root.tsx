import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/kit.css";
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useEffect } from "react";
import { keptForm } from "#app/auth/kept-forms.server";
import { enter, runtime } from "#app/context.server";
import { wordsFor } from "#app/i18n/words.server";
import { documentFor } from "#app/queries/everyone/document";
import { isHttps } from "#app/server/config.server";
import { KeptProvider, Progress, useDocumentFacts, Words } from "#app/ui/document";
import { FaultOf } from "#app/ui/fault";
import { InPageLink } from "#app/ui/in-page-link";
import { Live } from "#app/ui/live/live";
import { LocaleProvider, useT } from "#app/ui/locale";
import { OfficeProvider } from "#app/ui/office";
import { KeptNotice } from "#app/ui/post-form";
import { followOtherTabs } from "#app/ui/request-form/draft";
import icon from "./styles/favicon.svg?inline";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  return { ...documentFor(ctx), words: wordsFor(ctx), kept: keptForm(ctx, request, isHttps(runtime().config)) };
}

export const links: LinksFunction = () => [{ rel: "icon", href: icon, type: "image/svg+xml" }];

export function Layout({ children }: { children: ReactNode }) {
  const facts = useDocumentFacts();
  const known = useRouteLoaderData<typeof loader>("root");
  const isPlain = useIsPlain();
  const locale = known?.locale ?? facts.locale;
  return (
    <html lang={locale} data-theme={known && known.theme !== "system" ? known.theme : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#172229" media="(prefers-color-scheme: dark)" />
        <meta name="robots" content="noindex" />
        {facts.requestId && <meta name="request-id" content={facts.requestId} />}
        <title>{useTitle(known?.service ?? "Tilts")}</title>
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale}>
          <Skip />
          {known?.isDemo && <DemoBanner mailsLeave={known.mailsLeave} />}
          {known?.live && !isPlain && <Live mark={known.live} />}
          <OfficeProvider office={known?.office ?? null}>{children}</OfficeProvider>
        </LocaleProvider>
        {!isPlain && (
          <>
            <Progress />
            <ScrollRestoration nonce={facts.nonce} />
            {known && <Words from={known.words} nonce={facts.nonce} />}
            <Scripts nonce={facts.nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function App() {
  const { kept } = useLoaderData<typeof loader>();
  useEffect(followOtherTabs, []);
  return (
    <KeptProvider kept={kept}>
      {kept && <KeptNotice kept={kept} />}
      <Outlet />
    </KeptProvider>
  );
}

/** Foreign and missing look the same. A bug shows the request's number, never its cause. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { requestId } = useDocumentFacts();
  return <FaultOf error={error} requestId={requestId} />;
}

/** "Profils · Tilts": a page is called what its own loader calls it in `title`, and the service what its operator does. */
function useTitle(service: string): string {
  const page = useMatches().at(-1)?.data;
  const title = typeof page === "object" && page !== null && "title" in page ? page.title : null;
  return title ? `${title} · ${service}` : service;
}

/** `handle = { plain: true }` on the page's own route: no script at all is sent. */
function useIsPlain(): boolean {
  const handle = useMatches().at(-1)?.handle;
  return typeof handle === "object" && handle !== null && "plain" in handle && handle.plain === true;
}

function Skip() {
  const t = useT();
  return (
    <InPageLink className="skip-link" to="main">
      {t("common:nav.skip")}
    </InPageLink>
  );
}

function DemoBanner({ mailsLeave }: { mailsLeave: boolean }) {
  const t = useT();
  return (
    <aside className="demo-banner" aria-label={t("common:demo.label")}>
      {t(mailsLeave ? "common:demo.bannerWithMail" : "common:demo.banner")}
    </aside>
  );
}
