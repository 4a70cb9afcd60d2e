// Offers the zone of this phone. A person who has chosen one before keeps it.
const select = document.querySelector("select[data-time-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (select?.value === "UTC" && [...select.options].some((option) => option.value === zone)) {
  select.value = zone;
}
