// Keeps the screen awake while a code is held up to be scanned; a phone that cannot do it goes dark as usual.
const stay = () => navigator.wakeLock?.request("screen").catch(() => {});
if (document.querySelector("[data-awake]")) {
  stay();
  // The phone lets go of the lock when another app comes to the front.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stay());
}
