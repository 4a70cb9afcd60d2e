// Arranges a FHIR bundle for reading: who, sections with lines, and the PDFs inside. It trusts none of it.
import { Problem } from "./viewer-link.js";
import { lineOf, list } from "./viewer-values.js";

const FIRST = ["Flag", "MedicationStatement", "dose", "symptoms", "results"];
const BESIDE = new Set(["Patient", "Composition", "DocumentReference", "Binary", "Organization", "Practitioner", "PractitionerRole", "Device", "Provenance", "Bundle", "Medication"]);
const DEEPEST = 4;

function indexed(entries) {
  const known = new Map();
  for (const { fullUrl, resource } of entries) {
    if (fullUrl) known.set(fullUrl, resource);
    known.set(`${resource.resourceType}/${resource.id}`, resource);
  }
  return (reference) => known.get(reference?.reference);
}

function nameOf(patient) {
  const name = list(patient?.name)[0] ?? {};
  const given = Array.isArray(name.given) ? name.given : [];
  return String(name.text ?? [...given, name.family].filter(Boolean).join(" "));
}

const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function letter(whole, name) {
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (name.startsWith("#")) return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : "";
  return SIGNS[name] ?? whole;
}

// A section's own words are a stranger's HTML. It is never parsed as such: the tags are cut out, the text stays.
function narrative(text) {
  if (typeof text?.div !== "string") return "";
  const bare = text.div.replace(/<(script|style)\b[^]*?<\/\1\s*>/gi, " ").replace(/<[^>]*>/g, " ");
  return bare.replace(/&(#x?[\da-f]+|\w+);/gi, letter).replace(/\s+/g, " ").trim();
}

function sectionsOf(sections, named, used, depth = 0) {
  return list(sections).flatMap((section) => {
    const found = list(section.entry).map(named).filter(Boolean);
    for (const each of found) used.add(each);
    const lines = found.filter((each) => !BESIDE.has(each.resourceType)).map((each) => lineOf(each, named));
    const here = { title: String(section.title ?? ""), lines, text: lines.length ? "" : narrative(section.text) };
    const below = depth < DEEPEST ? sectionsOf(section.section, named, used, depth + 1) : [];
    return lines.length || here.text ? [here, ...below] : below;
  });
}

// Observations are too many kinds of thing for one heading: our own codes and the categories of the format tell them apart.
const KINDS = { survey: "symptoms", laboratory: "results", "vital-signs": "vitals" };
const MEASURES = { "cumulative-dose": "dose", adherence: "dose", course: "dose", question: "questions", note: "notes" };

function groupOf(found) {
  if (found.resourceType !== "Observation") return String(found.resourceType);
  const codes = (of) => list(of).flatMap((each) => list(each.coding)).map((each) => each.code);
  const [kind] = codes(found.category).map((each) => KINDS[each]).filter(Boolean);
  const [measure] = codes(found.code).map((each) => MEASURES[each]).filter(Boolean);
  return kind ?? measure ?? "Observation";
}

function byType(resources, named) {
  const groups = new Map();
  for (const each of resources) {
    const group = groupOf(each);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(lineOf(each, named));
  }
  const place = ([type]) => (FIRST.includes(type) ? FIRST.indexOf(type) : FIRST.length);
  return [...groups].sort((one, other) => place(one) - place(other)).map(([type, lines]) => ({ type, title: type, lines, text: "" }));
}

function pdfsOf(resources) {
  const attached = resources.flatMap((each) => list(each.content).map((part) => part.attachment));
  return [...attached, ...resources.filter((each) => each.resourceType === "Binary")]
    .filter((each) => each?.contentType === "application/pdf" && typeof each.data === "string")
    .map((each) => each.data);
}

// Returns what there is to read in any FHIR resource.
export function readable(resource) {
  if (resource?.verifiableCredential) throw new Problem("card");
  if (typeof resource?.resourceType !== "string") throw new Problem("strange");
  const entries = resource?.resourceType === "Bundle" ? list(resource.entry).filter((each) => each.resource && typeof each.resource === "object") : [{ resource }];
  const resources = entries.map((each) => each.resource);
  const named = indexed(entries);
  const first = (type) => resources.find((each) => each.resourceType === type);
  const used = new Set();
  const said = resources.filter((each) => each.resourceType === "Provenance").map((each) => narrative(each.text)).filter(Boolean);
  const chosen = sectionsOf(first("Composition")?.section, named, used);
  const rest = resources.filter((each) => !used.has(each) && !BESIDE.has(each.resourceType));
  const patient = first("Patient");
  const about = narrative(first("Composition")?.text);
  const made = first("Composition")?.date ?? resource?.timestamp ?? "";
  return { name: nameOf(patient), born: String(patient?.birthDate ?? ""), made: String(made).slice(0, 10), sections: [...chosen, ...byType(rest, named)], pdfs: pdfsOf(resources), said: [...new Set([about, ...said])].filter(Boolean) };
}
