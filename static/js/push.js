// Lets this browser be notified, or no more. The form carries the subscription like any other answer.
const form = document.querySelector("form[data-push]");
if (form && "serviceWorker" in navigator && "PushManager" in window) {
  form.hidden = false;
  form.addEventListener("submit", add);
  for (const line of document.querySelectorAll("form[data-browser]")) line.addEventListener("submit", remove);
}

async function add(event) {
  if (form.elements.subscription.value) return;
  event.preventDefault();
  try {
    await navigator.serviceWorker.register("/service-worker.js");
    const ready = await navigator.serviceWorker.ready;
    const asked = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) };
    const subscription = await ready.pushManager.subscribe(asked);
    form.elements.subscription.value = JSON.stringify(subscription);
    form.requestSubmit();
  } catch {
    form.querySelector("[data-refused]").hidden = false;
  }
}

async function remove(event) {
  const line = event.currentTarget;
  if (line.dataset.browser === "") return;
  event.preventDefault();
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  if (subscription && (await digest(subscription.endpoint)) === line.dataset.browser) await subscription.unsubscribe();
  line.dataset.browser = "";
  line.requestSubmit();
}

async function digest(text) {
  const found = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(found), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
