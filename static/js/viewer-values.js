// Turns the small pieces of FHIR into words: codes, amounts, days.
// A hole in a list, or a string where an object belongs, must not cost the reader the rest of the file.
export const list = (value) => (Array.isArray(value) ? value : [value]).filter((each) => each !== null && typeof each === "object");

export const concept = (code) => {
  const coding = list(code?.coding).find((each) => each.display) ?? list(code?.coding)[0];
  return String(code?.text ?? coding?.display ?? coding?.code ?? "");
};

const day = (text) => String(text ?? "").slice(0, 10);

export function period(span) {
  if (!span) return "";
  const [first, last] = [day(span.start), day(span.end)];
  return first === last ? first : `${first} – ${last}`.trimEnd();
}

export const quantity = (amount) =>
  amount?.value === undefined ? "" : [amount.comparator, amount.value, amount.unit ?? amount.code].filter((part) => part !== undefined).join(" ");

const limit = (each) => [each.text, [quantity(each.low), quantity(each.high)].filter(Boolean).join(" – ")].filter(Boolean).join(": ");

const range = (limits) => list(limits).map(limit).join("; ");

// Our own codes, as tracker/summary/render/fhir.py writes them. A stranger may use them too: they only choose how a line looks.
const OURS = "courseline.example/fhir/CodeSystem/";
const ours = (code, system) => list(code?.coding).find((each) => String(each.system).split("//")[1] === OURS + system)?.code ?? "";

// A daily series: its marks in order, as they stand in the file.
const sampled = (series) => (typeof series?.data === "string" ? series.data : "");

function measured(found) {
  const plain = found.valueString ?? found.valueInteger ?? found.valueBoolean ?? found.valueDateTime ?? found.valueTime;
  const said = quantity(found.valueQuantity) || concept(found.valueCodeableConcept) || (plain === undefined ? "" : String(plain));
  return said || (found.valueSampledData ? "" : concept(found.dataAbsentReason));
}

function observation(found) {
  const parts = list(found.component).map((part) => `${concept(part.code)}: ${measured(part)}`);
  const beside = [concept(list(found.interpretation)[0]), range(found.referenceRange) && `(${range(found.referenceRange)})`];
  // What a series comes to is read before the series itself.
  return [[measured(found), ...beside].filter(Boolean).join(" "), ...parts, sampled(found.valueSampledData)].filter(Boolean).join("; ");
}

const dose = (each) => each.text ?? list(each.doseAndRate).map((rate) => quantity(rate.doseQuantity)).join(", ");

const reaction = (each) => list(each.manifestation).map(concept).join(", ");

const VALUES = {
  Observation: observation,
  MedicationStatement: (found) => list(found.dosage).map(dose).join("; "),
  MedicationRequest: (found) => list(found.dosageInstruction).map(dose).join("; "),
  Condition: (found) => list(found.severity).map(concept).join(", "),
  AllergyIntolerance: (found) => list(found.reaction).map(reaction).join("; "),
  Flag: (found) => list(found.category).map(concept).filter(Boolean).join(", "),
};

// One of our symptoms: what its days come to, and the answers one by one, which a strip says better than their text.
function seriesOf(found) {
  const data = sampled(found.valueSampledData);
  if (!data || !ours(found.code, "item")) return null;
  const said = Object.fromEntries(list(found.component).map((part) => [ours(part.code, "measure"), measured(part)]));
  const days = [said["days-with"], said["days-counted"]].filter(Boolean).join("/");
  const facts = { last28: days, worst: said.worst, last7: said.usual, trend: said.trend };
  const scale = list(found.note).map((each) => each.text).filter((text) => typeof text === "string").join(" ");
  return { data, top: Number(found.valueSampledData.upperLimit) || 0, scale, facts };
}

// What a reader takes for granted; any other status is shown, in front, so that nothing over or withdrawn looks current.
const PLAIN = new Set(["active", "final", "current", "completed", "confirmed", "generated"]);
// For these, “completed” means that it is over.
const OVER = new Set(["MedicationStatement", "MedicationRequest", "CarePlan", "ServiceRequest"]);
const WITHDRAWN = new Set(["entered-in-error", "refuted", "cancelled", "revoked", "stopped", "not-taken", "inactive", "resolved", "not-done", "completed", "remission"]);

const codeOf = (code) => list(code?.coding).map((each) => each.code).find((each) => typeof each === "string") ?? String(code?.text ?? "");

function statusesOf(found) {
  const said = [found.status, codeOf(found.clinicalStatus), codeOf(found.verificationStatus)].filter((each) => typeof each === "string" && each);
  return said.filter((each) => !PLAIN.has(each) || (each === "completed" && OVER.has(found.resourceType)));
}

const urgency = (found) => (typeof found.criticality === "string" ? `criticality: ${found.criticality}` : "");

const WHEN = ["effectiveDateTime", "onsetDateTime", "occurrenceDateTime", "performedDateTime", "authoredOn", "recordedDate", "issued", "date", "created"];

function whenOf(found) {
  const name = WHEN.find((each) => typeof found[each] === "string");
  return period(found.effectivePeriod ?? found.onsetPeriod ?? found.performedPeriod ?? found.period) || (name ? day(found[name]) : "");
}

// A flag of ours is inactive once somebody was contacted about it: no other status says that of a flag.
const isAnswered = (found) => found.resourceType === "Flag" && found.status === "inactive" && Boolean(ours(found.code, "rule"));

// Returns one resource as what it is, what was found, and when; ``named`` finds what it refers to.
export function lineOf(found, named) {
  const code = found.code ?? found.medicationCodeableConcept ?? found.vaccineCode ?? named(found.medicationReference)?.code ?? found.type ?? list(found.category)[0];
  const series = seriesOf(found);
  const notes = series ? [] : list(found.note).map((each) => each.text);
  const answered = isAnswered(found);
  const statuses = answered ? [] : statusesOf(found);
  const value = series ? "" : [urgency(found), VALUES[found.resourceType]?.(found) ?? "", ...notes].filter(Boolean).join(". ");
  const what = concept(code) || String(found.description ?? found.title ?? found.resourceType);
  return { what, value, when: whenOf(found), status: statuses.join(", "), over: found.resourceType !== "Flag" && statuses.some((each) => WITHDRAWN.has(each)), answered, series };
}
