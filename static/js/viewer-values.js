// Turns the small pieces of FHIR into words: codes, amounts, days.
const list = (value) => (Array.isArray(value) ? value : value ? [value] : []);

export const concept = (code) => {
  const coding = list(code?.coding).find((each) => each.display) ?? list(code?.coding)[0];
  return String(code?.text ?? coding?.display ?? coding?.code ?? "");
};

const day = (text) => String(text ?? "").slice(0, 10);

export const period = (span) => (span ? [day(span.start), day(span.end)].join(" – ").replace(/ – $/, " –") : "");

export const quantity = (amount) =>
  amount?.value === undefined ? "" : [amount.comparator, amount.value, amount.unit ?? amount.code].filter((part) => part !== undefined).join(" ");

const limit = (each) => [each.text, [quantity(each.low), quantity(each.high)].filter(Boolean).join(" – ")].filter(Boolean).join(": ");

const range = (limits) => list(limits).map(limit).join("; ");

function measured(found) {
  const plain = found.valueString ?? found.valueInteger ?? found.valueBoolean ?? found.valueDateTime ?? found.valueTime;
  const said = quantity(found.valueQuantity) || concept(found.valueCodeableConcept) || (plain === undefined ? "" : String(plain));
  return said || concept(found.dataAbsentReason);
}

function observation(found) {
  const parts = list(found.component).map((part) => `${concept(part.code)}: ${measured(part)}`);
  const beside = [concept(list(found.interpretation)[0]), range(found.referenceRange) && `(${range(found.referenceRange)})`];
  return [[measured(found), ...beside].filter(Boolean).join(" "), ...parts].filter(Boolean).join("; ");
}

const dose = (each) => each.text ?? list(each.doseAndRate).map((rate) => quantity(rate.doseQuantity)).join(", ");

const reaction = (each) => list(each.manifestation).map(concept).join(", ");

const VALUES = {
  Observation: observation,
  MedicationStatement: (found) => list(found.dosage).map(dose).join("; "),
  MedicationRequest: (found) => list(found.dosageInstruction).map(dose).join("; "),
  Condition: (found) => concept(found.clinicalStatus),
  AllergyIntolerance: (found) => list(found.reaction).map(reaction).join("; ") || concept(found.clinicalStatus),
};

const WHEN = ["effectiveDateTime", "onsetDateTime", "occurrenceDateTime", "performedDateTime", "authoredOn", "recordedDate", "issued", "date", "created"];

function whenOf(found) {
  const name = WHEN.find((each) => typeof found[each] === "string");
  return period(found.effectivePeriod ?? found.onsetPeriod ?? found.performedPeriod) || (name ? day(found[name]) : "");
}

// Returns one resource as what it is, what was found, and when; ``named`` finds what it refers to.
export function lineOf(found, named) {
  const code = found.code ?? found.medicationCodeableConcept ?? found.vaccineCode ?? named(found.medicationReference)?.code ?? found.type ?? list(found.category)[0];
  const notes = list(found.note).map((each) => each.text);
  const value = [VALUES[found.resourceType]?.(found) ?? found.status ?? "", ...notes].filter(Boolean).join(". ");
  return { what: concept(code) || String(found.description ?? found.title ?? found.resourceType), value, when: whenOf(found) };
}
