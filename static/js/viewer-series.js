// Draws what a symptom was like day by day: a bar for an answer, a thin line for a day without one.
import { make } from "./viewer-make.js";

const SVG = "http://www.w3.org/2000/svg";
const TALL = 12;
const LONGEST = 1500;
const FACTS = ["last28", "worst", "last7", "trend"];

const marksOf = (data) => data.trim().split(/\s+/).slice(0, LONGEST);
const isAnswer = (mark) => mark !== "" && Number.isFinite(Number(mark));

function path(lines, name) {
  const drawn = document.createElementNS(SVG, "path");
  drawn.setAttribute("d", lines.join(""));
  drawn.setAttribute("class", name);
  return drawn;
}

// What it shows is written out below the strips, so it is no picture to whoever cannot see it.
function strip({ data, top }) {
  const marks = marksOf(data);
  const highest = top > 0 ? top : Math.max(1, ...marks.filter(isAnswer).map(Number));
  const high = (mark) => (TALL * Math.min(Math.max(Number(mark), 0), highest)) / highest;
  const at = (place, height) => `M${place + 0.5} ${TALL}v-${height.toFixed(2)}`;
  const bars = marks.flatMap((mark, place) => (isAnswer(mark) && high(mark) > 0 ? [at(place, high(mark))] : []));
  const gaps = marks.flatMap((mark, place) => (isAnswer(mark) ? [] : [at(place, TALL / 3)]));
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", `0 0 ${marks.length} ${TALL}`);
  drawn.setAttribute("preserveAspectRatio", "none");
  drawn.setAttribute("class", "series");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(path(bars, "bars"), path(gaps, "gap"));
  return drawn;
}

// A name and the beginning of what it names stay on one line.
const fact = (name, said) => `${name.replace(/ /g, "\u00a0")}\u00a0${said || "–"}`;

// Returns what stands in the cell of a symptom: what its days come to, and its strip.
export const serial = (series, words) => [make("div", FACTS.map((name) => fact(words[name], series.facts[name])).join(" · ")), strip(series)];

// Returns the answers as they stand in the file, with what the marks mean.
export const answersOf = ({ data, scale }) => [data, scale].filter(Boolean).join(". ");
