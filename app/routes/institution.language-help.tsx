import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { textIn } from "#app/form";
import { translator } from "#app/i18n";
import { sentenceCase } from "#app/i18n/format";
import { languageOptions } from "#app/queries/everyone/form-options";
import { foundIn } from "#app/text";
import { Button, ButtonLink, Card, Empty, Page, useT } from "#app/ui/kit";
import { SearchBox } from "#app/ui/search-box";

/** How a language looks when it is written, and where its speakers come from. The sample says "I speak …". */
const SAMPLES: Record<string, { texts: [lang: string, text: string][]; countries: string[] }> = {
  prs: { texts: [["prs", "من دری صحبت می‌کنم"]], countries: ["AF"] },
  fa: { texts: [["fa", "من فارسی صحبت می‌کنم"]], countries: ["IR"] },
  ps: { texts: [["ps", "زه پښتو خبرې کوم"]], countries: ["AF", "PK"] },
  ur: { texts: [["ur", "میری زبان اردو ہے"]], countries: ["PK", "IN"] },
  ar: {
    texts: [["ar", "أتكلم العربية"]],
    countries: ["SY", "IQ", "LB", "JO", "EG", "MA", "DZ", "TN", "LY", "SD", "YE"],
  },
  fr: { texts: [["fr", "Je parle français"]], countries: ["FR", "BE", "CD", "CM", "SN", "ML"] },
  tg: { texts: [["tg", "Ман тоҷикӣ гап мезанам"]], countries: ["TJ", "UZ", "AF"] },
  ku: {
    texts: [
      ["kmr", "Ez bi kurdî diaxivim"],
      ["ckb", "من بە کوردی قسە دەکەم"],
    ],
    countries: ["IQ", "SY", "TR", "IR"],
  },
  pa: {
    texts: [
      ["pa", "ਮੇਰੀ ਭਾਸ਼ਾ ਪੰਜਾਬੀ ਹੈ"],
      ["pnb", "میری بولی پنجابی اے"],
    ],
    countries: ["IN", "PK"],
  },
  zh: {
    texts: [
      ["zh-Hans", "我说中文"],
      ["zh-Hant", "我說中文"],
    ],
    countries: ["CN", "TW"],
  },
  tr: { texts: [["tr", "Türkçe konuşuyorum"]], countries: ["TR"] },
  uz: {
    texts: [
      ["uz", "Men oʻzbekcha gapiraman"],
      ["uz-Cyrl", "Мен ўзбекча гапираман"],
    ],
    countries: ["UZ", "TJ", "AF"],
  },
  hi: { texts: [["hi", "मेरी भाषा हिंदी है"]], countries: ["IN"] },
  es: { texts: [["es", "Hablo español"]], countries: ["ES", "VE", "CO", "CU"] },
  ta: { texts: [["ta", "நான் தமிழ் பேசுகிறேன்"]], countries: ["LK", "IN"] },
  bn: { texts: [["bn", "আমি বাংলা বলি"]], countries: ["BD", "IN"] },
  vi: { texts: [["vi", "Tôi nói tiếng Việt"]], countries: ["VN"] },
  hy: { texts: [["hy", "Ես խոսում եմ հայերեն"]], countries: ["AM"] },
  az: { texts: [["az", "Mən azərbaycanca danışıram"]], countries: ["AZ", "IR"] },
  ti: { texts: [["ti", "ትግርኛ እዛረብ"]], countries: ["ER", "ET"] },
  am: { texts: [["am", "አማርኛ እናገራለሁ"]], countries: ["ET"] },
  so: { texts: [["so", "Waxaan ku hadlaa Soomaali"]], countries: ["SO", "ET"] },
  uk: { texts: [["uk", "Я розмовляю українською"]], countries: ["UA"] },
  si: { texts: [["si", "මම සිංහල කතා කරමි"]], countries: ["LK"] },
};
const RIGHT_TO_LEFT = new Set(["prs", "fa", "ps", "ur", "ar", "ckb", "pnb"]);

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const t = translator(ctx.locale);
  const q = textIn(new URL(request.url).searchParams, "q") ?? "";
  const languages = languageOptions(ctx)
    .filter((language) => language.served)
    .map(({ code, name, words }) => {
      const countries = (SAMPLES[code]?.countries ?? []).map((country) => t(`request:country.${country}`));
      return { code, name, countries, isFound: foundIn([name, words, ...countries].join(" "), q) };
    })
    .filter((language) => language.isFound);
  return { q, languages, title: t("request:help.title") };
}

export default function LanguageHelp() {
  const t = useT();
  const { q, languages } = useLoaderData<typeof loader>();
  return (
    <Page title={t("request:help.title")} lead={t("request:help.lead")}>
      <Form method="get" role="search" className="request-search">
        <SearchBox words="request:help.search" value={q} />
        <Button icon="search">{t("common:action.search")}</Button>
      </Form>
      {languages.length === 0 && (
        <Empty title={t("request:help.none")} icon="language">
          <ButtonLink to="/institution/language-help">{t("common:action.clear")}</ButtonLink>
        </Empty>
      )}
      <ul className="language-list plain-list">
        {languages.map(({ code, name, countries }) => (
          <li key={code}>
            <div className="language-samples">
              {(SAMPLES[code]?.texts ?? []).map(([lang, text]) => (
                <span key={lang} lang={lang} dir={RIGHT_TO_LEFT.has(lang) ? "rtl" : "ltr"}>
                  {text}
                </span>
              ))}
            </div>
            <div className="language-name">
              <strong>{sentenceCase(name)}</strong>
              <span className="small muted">{countries.join(", ")}</span>
            </div>
            <ButtonLink to={`/institution/new?language=${code}`} aria-label={`${t("request:help.pick")}: ${name}`}>
              {t("request:help.pick")}
            </ButtonLink>
          </li>
        ))}
      </ul>
      <Card title={t("request:help.unsure")}>
        <p>{t("request:help.ask")}</p>
        <p>{t("request:help.unsureText")}</p>
        <div className="row">
          <ButtonLink to="/institution/new?language=-">{t("request:help.unsureButton")}</ButtonLink>
        </div>
      </Card>
    </Page>
  );
}
