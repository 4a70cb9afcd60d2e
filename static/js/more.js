// Opens an item of “Something else today?” in place. Without this script the chip is a button that
// sends the form and gets it back with the item open and everything typed still there.
const form = document.querySelector("form[data-more]");
form?.addEventListener("click", async (event) => {
  const chip = event.target.closest("button[name=add]");
  if (!chip) return;
  event.preventDefault();
  const body = new URLSearchParams({ add: chip.value });
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.more, { method: "POST", body }).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    form.requestSubmit(chip);
    return;
  }
  const holder = document.createElement("div");
  holder.className = "stack";
  holder.innerHTML = await answer.text();
  chip.closest(".chips").before(holder);
  chip.remove();
  holder.querySelector("input[type=radio]")?.focus();
});
document.querySelector("[data-focus]")?.focus();
