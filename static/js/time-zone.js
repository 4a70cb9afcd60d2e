// Offers the zone of this phone. A person who has chosen one before keeps it until they say otherwise.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const select = document.querySelector("select[data-time-zone]");
if (select?.value === "UTC" && [...select.options].some((option) => option.value === zone)) {
  select.value = zone;
}

// On Today, one line while the clock of the phone shows another time than the zone of the settings.
const offer = document.querySelector("form[data-zone]");
const LATER = "zone-not-now";

function clock(name, style) {
  try {
    return new Intl.DateTimeFormat(document.documentElement.lang, { ...style, timeZone: name }).format();
  } catch {
    return "";
  }
}

function unsaved() {
  const typed = document.querySelectorAll("form[data-more] :is(input, textarea)");
  return [...typed].some((each) => each.checked !== each.defaultChecked || each.value !== each.defaultValue);
}

// A browser that keeps nothing is asked again next time.
function remembered(...value) {
  try {
    return value.length ? localStorage.setItem(LATER, ...value) : localStorage.getItem(LATER);
  } catch {
    return null;
  }
}

const EXACT = { dateStyle: "short", timeStyle: "short" };
if (offer && zone && clock(zone, EXACT) !== clock(offer.dataset.zone, EXACT) && remembered() !== zone) {
  offer.elements.time_zone.value = zone;
  offer.querySelector("[data-place]").textContent = zone.split("/").slice(1).join(", ").replaceAll("_", " ") || zone;
  offer.querySelector("[data-now]").textContent = clock(zone, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  offer.addEventListener("submit", (event) => {
    if (unsaved() && !confirm(offer.dataset.unsaved)) event.preventDefault();
  });
  offer.querySelector("[data-later]").addEventListener("click", () => {
    remembered(zone);
    offer.hidden = true;
  });
  offer.hidden = false;
}
