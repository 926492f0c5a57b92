import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { textIn } from "#app/form";
import { translator } from "#app/i18n";
import { sentenceCase } from "#app/i18n/format";
import { languageOptions } from "#app/queries/everyone/form-options";
import { foundIn } from "#app/text";
import { Button, ButtonLink, Card, Empty, Form, Page, useT } from "#app/ui/kit";
import { textOfLanguage, textOfVariant } from "#app/ui/request-form/find-languages";
import { SearchBox } from "#app/ui/search-box";

interface Sample {
  lang: string;
  text: string;
  /** The variant that is written so; none where several are. */
  variant?: string;
}

/** How a language looks when it is written, and where its speakers come from. The sample says "I speak …". */
const SAMPLES: Record<string, { texts: Sample[]; countries: string[] }> = {
  prs: { texts: [{ lang: "prs", text: "من دری صحبت می‌کنم" }], countries: ["AF"] },
  fa: { texts: [{ lang: "fa", text: "من فارسی صحبت می‌کنم" }], countries: ["IR"] },
  ps: { texts: [{ lang: "ps", text: "زه پښتو خبرې کوم" }], countries: ["AF", "PK"] },
  ur: { texts: [{ lang: "ur", text: "میری زبان اردو ہے" }], countries: ["PK", "IN"] },
  ar: {
    texts: [{ lang: "ar", text: "أتكلم العربية" }],
    countries: ["SY", "IQ", "LB", "JO", "EG", "MA", "DZ", "TN", "LY", "SD", "YE"],
  },
  fr: { texts: [{ lang: "fr", text: "Je parle français" }], countries: ["FR", "BE", "CD", "CM", "SN", "ML"] },
  tg: { texts: [{ lang: "tg", text: "Ман тоҷикӣ гап мезанам" }], countries: ["TJ", "UZ", "AF"] },
  ku: {
    texts: [
      { lang: "kmr", text: "Ez bi kurdî diaxivim", variant: "kmr" },
      { lang: "ckb", text: "من بە کوردی قسە دەکەم", variant: "ckb" },
    ],
    countries: ["IQ", "SY", "TR", "IR"],
  },
  pa: {
    texts: [
      { lang: "pa", text: "ਮੇਰੀ ਭਾਸ਼ਾ ਪੰਜਾਬੀ ਹੈ", variant: "pan" },
      { lang: "pnb", text: "میری بولی پنجابی اے", variant: "pnb" },
    ],
    countries: ["IN", "PK"],
  },
  zh: {
    texts: [
      { lang: "zh-Hans", text: "我说中文" },
      { lang: "zh-Hant", text: "我說中文" },
    ],
    countries: ["CN", "TW"],
  },
  tr: { texts: [{ lang: "tr", text: "Türkçe konuşuyorum" }], countries: ["TR"] },
  uz: {
    texts: [
      { lang: "uz", text: "Men oʻzbekcha gapiraman" },
      { lang: "uz-Cyrl", text: "Мен ўзбекча гапираман" },
    ],
    countries: ["UZ", "TJ", "AF"],
  },
  hi: { texts: [{ lang: "hi", text: "मेरी भाषा हिंदी है" }], countries: ["IN"] },
  es: { texts: [{ lang: "es", text: "Hablo español" }], countries: ["ES", "VE", "CO", "CU"] },
  ta: { texts: [{ lang: "ta", text: "நான் தமிழ் பேசுகிறேன்" }], countries: ["LK", "IN"] },
  bn: { texts: [{ lang: "bn", text: "আমি বাংলা বলি" }], countries: ["BD", "IN"] },
  vi: { texts: [{ lang: "vi", text: "Tôi nói tiếng Việt" }], countries: ["VN"] },
  hy: { texts: [{ lang: "hy", text: "Ես խոսում եմ հայերեն" }], countries: ["AM"] },
  az: { texts: [{ lang: "az", text: "Mən azərbaycanca danışıram" }], countries: ["AZ", "IR"] },
  ti: { texts: [{ lang: "ti", text: "ትግርኛ እዛረብ" }], countries: ["ER", "ET"] },
  am: { texts: [{ lang: "am", text: "አማርኛ እናገራለሁ" }], countries: ["ET"] },
  so: { texts: [{ lang: "so", text: "Waxaan ku hadlaa Soomaali" }], countries: ["SO", "ET"] },
  uk: { texts: [{ lang: "uk", text: "Я розмовляю українською" }], countries: ["UA"] },
  si: { texts: [{ lang: "si", text: "මම සිංහල කතා කරමි" }], countries: ["LK"] },
};
const RIGHT_TO_LEFT = new Set(["prs", "fa", "ps", "ur", "ar", "ckb", "pnb"]);

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const q = textIn(new URL(request.url).searchParams, "q") ?? "";
  const languages = languageOptions(ctx)
    .filter((language) => language.served)
    .map((language) => {
      const { code, name, variants } = language;
      const countries = (SAMPLES[code]?.countries ?? []).map((country) =>
        translator(ctx.locale)(`request:country.${country}`),
      );
      const choices = variants.filter(
        (variant) => isWritten(code, variant.code) || (q && foundIn(textOfVariant(variant), q)),
      );
      return {
        code,
        name,
        countries,
        variants: choices.map((variant) => ({ code: variant.code, name: variant.name })),
        isFound: foundIn([textOfLanguage(language), ...countries].join(" "), q),
      };
    })
    .filter((language) => language.isFound);
  return { q, languages, title: translator(ctx.locale)("request:help.title") };
}

/** True when a sample shows this variant and no other. */
function isWritten(language: string, variant: string): boolean {
  return (SAMPLES[language]?.texts ?? []).some((sample) => sample.variant === variant);
}

/** What is heard begins with what is seen: people who speak to their device say what they see. */
function PickAny({ code, name, words }: { code: string; name: string; words: string }) {
  return (
    <ButtonLink to={`/institution/new?language=${code}`} aria-label={`${words}: ${name}`}>
      {words}
    </ButtonLink>
  );
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
        {languages.map(({ code, name, countries, variants }) => (
          <li key={code}>
            <div className="language-samples">
              {(SAMPLES[code]?.texts ?? []).map(({ lang, text, variant }) => (
                <span key={lang}>
                  <span lang={lang} dir={RIGHT_TO_LEFT.has(lang) ? "rtl" : "ltr"}>
                    {text}
                  </span>
                  <SampleName name={variants.find((one) => one.code === variant)?.name} />
                </span>
              ))}
            </div>
            <div className="language-name">
              <strong>{sentenceCase(name)}</strong>
              <span className="small muted">{countries.join(", ")}</span>
            </div>
            <div className="row">
              {variants.map((variant) => {
                const words = t("request:help.pickVariant", { variant: variant.name });
                return (
                  <ButtonLink
                    key={variant.code}
                    to={`/institution/new?language=${code}&variant=${code}/${variant.code}`}
                    aria-label={`${words} (${name})`}
                  >
                    {words}
                  </ButtonLink>
                );
              })}
              <PickAny
                {...{ code, name }}
                words={t(variants.length > 0 ? "request:help.pickAny" : "request:help.pick")}
              />
            </div>
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

/** Which variant the sample above is. */
function SampleName({ name }: { name: string | undefined }) {
  return name ? <span className="small muted"> {name}</span> : null;
}
