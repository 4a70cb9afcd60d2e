// Shows the print button, which does nothing without scripts, and prints when it is pressed.
const place = document.querySelector("[data-print]");
if (place) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
}
