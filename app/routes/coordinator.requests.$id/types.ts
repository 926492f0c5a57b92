import type { useActionData, useLoaderData } from "@remix-run/react";
import type { action, loader } from "./route";

/** What the page's loader answers. */
export type PageFacts = ReturnType<typeof useLoaderData<typeof loader>>;
/** What its action answers when it does not lead away. */
export type Answer = ReturnType<typeof useActionData<typeof action>>;

type Refused = Extract<NonNullable<Answer>, { refusal: string }>;
/** Obstacles between a wish and its deed: met by an action, or asked for beforehand. */
export type OverrideFacts = NonNullable<Refused["override"]> | NonNullable<PageFacts["override"]>;
