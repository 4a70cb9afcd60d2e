// Opens the SMART Health Link after the # of this page, in this browser, once the button is pressed.
import { readable } from "./viewer-bundle.js";
import { fetchSealed } from "./viewer-fetch.js";
import { Problem, readLink } from "./viewer-link.js";
import { shown } from "./viewer-show.js";
import { unlock } from "./viewer-unlock.js";

const form = document.querySelector("[data-viewer]");
const words = JSON.parse(document.getElementById("words").textContent);
const title = document.title;
const field = (name) => form.elements.namedItem(name);
const place = (name) => document.querySelector(`[data-${name}]`);

function say(trouble) {
  const text = words.problems[trouble.word] ?? words.problems.refused;
  const said = place("said");
  said.textContent = trouble.word === "code" && trouble.detail === "0" ? words.problems.dead : text.replace("%", trouble.detail);
  said.hidden = false;
  document.title = `${words.trouble} · ${title}`;
  (trouble.word === "no_code" ? field("passcode") : said).focus();
}

const linkText = () => (location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : field("link").value);

// Shows what the link asks for; without a link, the place to paste one.
function prepare() {
  document.title = title;
  place("said").hidden = true;
  place("file").replaceChildren();
  place("printable").hidden = true;
  form.hidden = place("head").hidden = false;
  const given = location.hash.length > 1;
  field("link").closest("p").hidden = given;
  ask({});
  if (given) attempt(() => ask(link())).then((fine) => (form.hidden = !fine));
}

function ask(found) {
  place("label").textContent = found.label ?? "";
  place("label").hidden = !found.label;
  field("passcode").closest("p").hidden = !found.asksCode;
  return found;
}

const link = () => readLink(linkText(), { now: Date.now(), origin: location.origin });

async function attempt(act) {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await act();
    return true;
  } catch (trouble) {
    say(trouble);
    return false;
  } finally {
    button.disabled = false;
  }
}

async function open() {
  const found = ask(link());
  const passcode = field("passcode").value.trim();
  if (found.asksCode && !passcode) throw new Problem("no_code");
  const recipient = field("recipient").value.trim() || words.reader;
  const files = await fetchSealed(found, { recipient, passcode });
  const opened = await Promise.all(files.map((each) => unlock(each, found.key)));
  place("file").replaceChildren(...opened.flatMap((each) => shown(readable(each.content), words)));
  for (const each of [form, place("said"), place("head")]) each.hidden = true;
  place("printable").hidden = false;
  // No name in it: a title stays in the history of the browser.
  document.title = `${words.nameless} · ${title}`;
  place("file").focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(open);
});
place("printable").querySelector("button").addEventListener("click", () => window.print());
window.addEventListener("hashchange", prepare);
// Paper unfolds nothing by itself.
window.addEventListener("beforeprint", () => place("file").querySelectorAll("details").forEach((each) => (each.open = true)));
place("without-scripts").remove();
prepare();
