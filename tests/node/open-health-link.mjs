// Opens a SMART Health Link as a stranger's reader would, and writes what came of it as JSON.
// Input, as JSON on stdin: link, recipient, passcode, embeddedLengthMax.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { SHLViewer } = createRequire(new URL("../../.node/", import.meta.url))("kill-the-clipboard");
const { link, ...asked } = JSON.parse(readFileSync(0, "utf8"));

try {
  const viewer = new SHLViewer({ shlinkURI: link });
  const { manifest, fhirResources } = await viewer.resolveSHL(asked);
  const from = manifest?.files.map((file) => (file.embedded ? "embedded" : "location")) ?? ["direct"];
  console.log(JSON.stringify({ from, resources: fhirResources, label: viewer.shl.label, flag: viewer.shl.flag }));
} catch (error) {
  console.log(JSON.stringify({ error: error.constructor.name, code: error.code }));
}
