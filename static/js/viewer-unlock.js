// Unlocks a sealed file (JWE, dir + A256GCM) with the key of its link, in this browser.
import { Problem, bytesOf, textOf } from "./viewer-link.js";

const LARGEST = 32 * 1024 * 1024;

async function inflated(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    // A small file can claim to unpack into more than a phone can hold.
    if (size > LARGEST) throw new Problem("too_large");
    parts.push(value);
  }
}

async function decrypted([head, , iv, sealed, tag], key) {
  const secret = await crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, ["decrypt"]);
  const whole = await new Blob([bytesOf(sealed), bytesOf(tag)]).arrayBuffer();
  const how = { name: "AES-GCM", iv: bytesOf(iv), additionalData: new TextEncoder().encode(head), tagLength: 128 };
  return new Uint8Array(await crypto.subtle.decrypt(how, secret, whole));
}

function headerOf(parts) {
  const header = JSON.parse(textOf(bytesOf(parts[0])));
  if (parts.length !== 5 || header.alg !== "dir" || header.enc !== "A256GCM") throw new Problem("locked");
  if (header.zip !== undefined && header.zip !== "DEF") throw new Problem("locked");
  return header;
}

// Returns the type of a sealed file and its content, or throws a Problem when the key does not fit.
export async function unlock(jwe, key) {
  try {
    const parts = jwe.trim().split(".");
    const header = headerOf(parts);
    const plain = await decrypted(parts, key);
    const bytes = header.zip ? await inflated(plain) : plain;
    return { type: String(header.cty ?? ""), content: JSON.parse(textOf(bytes)) };
  } catch (trouble) {
    throw trouble instanceof Problem ? trouble : new Problem("locked");
  }
}
