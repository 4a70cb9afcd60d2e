// Shows the buttons that copy a link or hand it to the phone's own share sheet.
const place = document.querySelector("[data-copy]");
const field = place && document.getElementById(place.dataset.copy);
if (field) {
  const copy = place.querySelector("[name=copy]");
  const send = place.querySelector("[name=send]");
  const said = place.appendChild(document.createElement("p"));
  said.className = "note";
  said.setAttribute("role", "status");
  place.hidden = false;
  copy.addEventListener("click", async () => {
    field.select();
    const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
    // Said aloud as well; the same words twice in a row would not be.
    said.textContent = "";
    requestAnimationFrame(() => (said.textContent = copied ? copy.dataset.done : copy.dataset.failed));
  });
  if (navigator.share) send.addEventListener("click", () => navigator.share({ url: field.value }).catch(() => {}));
  else send.remove();
}
