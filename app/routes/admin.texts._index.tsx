import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { LOCALES } from "#app/dispatch/vocabulary";
import { letterToday } from "#app/events/texts/edited";
import { LETTERS } from "#app/events/texts/parts";
import { translator } from "#app/i18n";
import { sentenceCase } from "#app/i18n/format";
import { changesOf } from "#app/queries/everyone/changes";
import { Badge, Card, Empty, Page, Table, Tabs, useT } from "#app/ui/kit";
import { ChangesCard, LONG_CHANGES } from "#app/ui/record/changes";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const t = translator(ctx.locale);
  const all = LETTERS.map((letter) => ({
    name: sentenceCase(t(`domain:notificationKind.${letter}`)),
    languages: LOCALES.map((locale) => {
      const { parts } = letterToday(ctx.db, letter, locale);
      return {
        to: `/admin/texts/${locale}-${letter}`,
        edited: parts.filter((part) => part.edited !== null).length,
        missing: parts.filter((part) => part.shipped === null && part.edited === null).length,
        isOutdated: parts.some((part) => part.shippedThen !== null),
        isUnusable: parts.some((part) => part.isUnusable),
      };
    }),
  }));
  const differing = all.filter(({ languages }) => languages.some((one) => one.edited > 0 || one.missing > 0));
  const onlyDiffering = searchParams.get("only") === "differing";
  return {
    title: t("admin:texts.title"),
    letters: onlyDiffering ? differing : all,
    counts: { all: all.length, differing: differing.length },
    onlyDiffering,
    changes: changesOf(ctx, { area: "letters" }, searchParams.has(LONG_CHANGES)),
  };
}

/** Every letter in every language, and which of them say something else than what was shipped. */
export default function TextsPage() {
  const t = useT();
  const { title, letters, counts, onlyDiffering, changes } = useLoaderData<typeof loader>();
  const tabs = [
    { to: "/admin/texts", label: t("admin:texts.all"), count: counts.all, current: !onlyDiffering },
    {
      to: "/admin/texts?only=differing",
      label: t("admin:texts.differing"),
      count: counts.differing,
      current: onlyDiffering,
    },
  ];
  return (
    <Page title={title} lead={t("admin:texts.lead")}>
      <Tabs label={t("admin:texts.which")} tabs={tabs} />
      <Card>
        {letters.length === 0 ? (
          <Empty title={t("admin:texts.none")} icon="done" />
        ) : (
          <Table
            look="admin-letters"
            heads={[t("admin:texts.letter"), ...LOCALES.map((locale) => t(`admin:texts.tongue.${locale}`))]}
          >
            {letters.map(({ name, languages }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {languages.map((one, index) => (
                  <td key={one.to}>
                    <Link to={one.to} className="tap">
                      <span className="visually-hidden">
                        {name}, {t(`admin:texts.tongue.${LOCALES[index]}`)}:{" "}
                      </span>
                      {t(one.edited > 0 ? "admin:texts.state.edited" : "admin:texts.state.shipped", {
                        count: one.edited,
                      })}
                    </Link>
                    <State of={one} />
                  </td>
                ))}
              </tr>
            ))}
          </Table>
        )}
      </Card>
      <ChangesCard changes={changes} />
    </Page>
  );
}

type Language = ReturnType<typeof useLoaderData<typeof loader>>["letters"][number]["languages"][number];

function State({ of: { missing, isOutdated, isUnusable } }: { of: Language }) {
  const t = useT();
  return (
    <>
      {missing > 0 && (
        <Badge tone="problem" icon="problem">
          {t("admin:texts.state.missing", { count: missing })}
        </Badge>
      )}
      {isUnusable && (
        <Badge tone="problem" icon="problem">
          {t("admin:texts.state.unusable")}
        </Badge>
      )}
      {isOutdated && (
        <Badge tone="waiting" icon="waiting">
          {t("admin:texts.state.outdated")}
        </Badge>
      )}
    </>
  );
}
