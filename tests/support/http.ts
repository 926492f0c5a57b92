/** A browser without a screen: keeps cookies, sends forms as browsers do, follows nothing by itself. */

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  location: string | null;
}

export interface Visitor {
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  post: (
    path: string,
    fields: Record<string, string> | [string, string][],
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  signIn: (email: string, password?: string) => Promise<Answer>;
  cookies: Map<string, string>;
}

export function visitor(base: string): Visitor {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = new Headers(init.headers);
    if (cookies.size && !headers.has("Cookie"))
      headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(base + path, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: response.headers.get("Location"),
    };
  };
  const post: Visitor["post"] = (path, fields, headers = {}) =>
    send(path, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", ...headers },
    });
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post,
    signIn: (email, password = "tilts-demo") => post("/login", { email, password }),
  };
}

function keep(cookies: Map<string, string>, line: string) {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const at = pair.indexOf("=");
  if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}
