// Fetches what a SMART Health Link leads to: sealed files, still unreadable.
import { Problem } from "./viewer-link.js";

const QUIET = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };

async function ask(url, options = {}) {
  if (url.origin !== location.origin) throw new Problem("elsewhere", url.host);
  const answer = await fetch(url, { ...QUIET, ...options }).catch(() => {
    throw new Problem("offline");
  });
  if (answer.status === 401) throw new Problem("code", String((await answer.json()).remainingAttempts ?? ""));
  if (answer.status === 404) throw new Problem("gone");
  if (!answer.ok) throw new Problem("refused");
  return answer;
}

async function direct(link, recipient) {
  const url = new URL(link.url);
  url.searchParams.set("recipient", recipient);
  return [await (await ask(url)).text()];
}

async function listed(link, recipient, passcode) {
  const body = JSON.stringify({ recipient, ...(passcode && { passcode }) });
  const headers = { "Content-Type": "application/json" };
  const manifest = await (await ask(link.url, { method: "POST", headers, body })).json().catch(() => ({}));
  if (!Array.isArray(manifest.files)) throw new Problem("refused");
  if (!manifest.files.length) throw new Problem("none");
  return Promise.all(manifest.files.map(sealedOf));
}

async function sealedOf(file) {
  if (typeof file?.embedded === "string") return file.embedded;
  if (!URL.canParse(file?.location)) throw new Problem("refused");
  return (await ask(new URL(file.location))).text();
}

// Returns the sealed files of a link; the reader's name goes along because the person who shared sees it.
export const fetchSealed = (link, { recipient, passcode }) =>
  link.direct ? direct(link, recipient) : listed(link, recipient, passcode);
