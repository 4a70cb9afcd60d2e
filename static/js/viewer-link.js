// Reads a SMART Health Link: what comes after “shlink:/” is JSON in base64url.
export class Problem extends Error {
  // name is a key of the page's words; detail fills the gap in them.
  constructor(name, detail = "") {
    super(name);
    this.word = name;
    this.detail = detail;
  }
}

export function bytesOf(base64url) {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export const textOf = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

function payloadOf(text) {
  const found = /shlink:\/([\w-]+)/.exec(text);
  if (!found) throw new Problem("no_link");
  try {
    return JSON.parse(textOf(bytesOf(found[1])));
  } catch {
    throw new Problem("no_link");
  }
}

// Returns the parts of a link, or throws a Problem when it cannot be followed from here.
export function readLink(text, { now, origin }) {
  const told = payloadOf(text);
  if (typeof told?.url !== "string" || typeof told.key !== "string" || !URL.canParse(told.url)) throw new Problem("no_link");
  if ((told.v ?? 1) !== 1) throw new Problem("newer");
  const url = new URL(told.url);
  if (url.origin !== origin) throw new Problem("elsewhere", url.host);
  if (typeof told.exp === "number" && told.exp * 1000 <= now) throw new Problem("expired");
  const flag = typeof told.flag === "string" ? told.flag : "";
  return { url, key: told.key, label: String(told.label ?? "").slice(0, 80), direct: flag.includes("U"), asksCode: flag.includes("P") };
}
