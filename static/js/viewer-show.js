// Writes what was read onto the page, as text only: nothing in a file can become markup.
import { bytesOf } from "./viewer-link.js";
import { make } from "./viewer-make.js";
import { answersOf, serial } from "./viewer-series.js";

const MANY = 12;
const MOST = 1500;

// A span of days may break between them, never inside one.
const days = (when) => when.split(" – ").flatMap((day, place) => [place ? " – " : "", Object.assign(make("span", day), { className: "whole-day" })]);

// On a phone the cells of a row stand below each other; a table that is drawn otherwise has to say that it is one.
const inTable = (name, role, text = "", ...children) => {
  const element = make(name, text, ...children);
  element.setAttribute("role", role);
  return element;
};

function cell(line, column, words) {
  if (column === "when") return inTable("td", "cell", "", ...days(line.when));
  return line.series ? inTable("td", "cell", "", ...serial(line.series, words)) : inTable("td", "cell", line[column]);
}

function row(line, columns, words) {
  const first = line.answered ? `${words.answered} ` : line.status ? `${words.status} ${line.status}. ` : "";
  const status = first ? [make("strong", first)] : [];
  const what = line.over ? make("s", line.what) : line.what;
  const head = Object.assign(inTable("th", "rowheader", "", ...status, what), { scope: "row" });
  return inTable("tr", "row", "", head, ...columns.map((column) => cell(line, column, words)));
}

function table(lines, columns, title, words) {
  const heads = ["what", ...columns].map((column) => Object.assign(inTable("th", "columnheader", words[column]), { scope: "col" }));
  const rows = lines.map((line) => row(line, columns, words));
  const caption = Object.assign(make("caption", title), { className: "vh" });
  const made = inTable("table", "table", "", caption, inTable("thead", "rowgroup", "", inTable("tr", "row", "", ...heads)), inTable("tbody", "rowgroup", "", ...rows));
  const pan = Object.assign(make("div", "", Object.assign(made, { className: "lines" })), { className: "pan", tabIndex: 0 });
  pan.setAttribute("role", "group");
  pan.setAttribute("aria-label", title);
  return pan;
}

// The first lines are always in view; what is beyond them is folded.
function listed(lines, title, words) {
  const columns = ["value", "when"].filter((column) => lines.some((line) => line[column] || (column === "value" && line.series)));
  const beyond = lines.slice(MANY, MOST);
  const shown = [table(lines.slice(0, MANY), columns, title, words)];
  if (beyond.length) shown.push(make("details", "", make("summary", words.more.replace("%", beyond.length)), table(beyond, columns, title, words)));
  if (lines.length > MOST) shown.push(make("p", words.cut.replace("%", lines.length - MOST)));
  return [...shown, ...everyAnswer(lines.slice(0, MOST), title, words)];
}

// The answers one by one are for whoever counts them: folded, below the strips that show them.
function everyAnswer(lines, title, words) {
  const serials = lines.filter((line) => line.series);
  if (!serials.length) return [];
  const rows = serials.map((line) => ({ what: line.what, value: answersOf(line.series) }));
  return [Object.assign(make("p", words.strips), { className: "note" }), make("details", "", make("summary", words.answers), table(rows, ["value"], `${title}: ${words.answers}`, words))];
}

// Days that all lines share are said once, above them: on a phone a column of its own takes the room of the rest.
function together(lines, title, words) {
  const [{ when }] = lines;
  if (!when || lines.length < 2 || lines.some((line) => line.when !== when)) return listed(lines, title, words);
  const bare = lines.map((line) => ({ ...line, when: "" }));
  return [Object.assign(make("p", when), { className: "note" }), ...listed(bare, title, words)];
}

function section(each, words) {
  const title = words.types[each.type] ?? each.title;
  const count = each.lines.length ? [" ", make("small", `(${each.lines.length})`)] : [];
  const body = each.lines.length ? together(each.lines, title, words) : [make("p", each.text)];
  return Object.assign(make("section", "", make("h2", title, ...count), ...body), { className: "card" });
}

function download(data, number, words) {
  const url = URL.createObjectURL(new Blob([bytesOf(data)], { type: "application/pdf" }));
  const link = make("a", number ? `${words.pdf} ${number + 1}` : words.pdf);
  return Object.assign(link, { href: url, download: "summary.pdf", className: "btn" });
}

// Returns the elements that show one file.
export function shown(page, words) {
  const about = [page.born && `${words.born} ${page.born}`, page.made && `${words.made} ${page.made}`].filter(Boolean).join(" · ");
  const pdfs = page.pdfs.map((data, number) => download(data, number, words));
  const acts = Object.assign(make("div", "", ...pdfs), { className: "acts" });
  const head = Object.assign(make("div", "", make("h1", page.name || words.nameless), make("p", about), ...page.said.map((text) => Object.assign(make("p", text), { className: "note" }))), { className: "head" });
  const empty = page.sections.length || pdfs.length ? [] : [make("p", words.empty)];
  return [head, ...(pdfs.length ? [acts] : []), ...page.sections.map((each) => section(each, words)), ...empty];
}
