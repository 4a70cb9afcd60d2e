// Validate FHIR files with the npm package "fhir"; print one line of JSON for each.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { Fhir } = require(require.resolve('fhir', { paths: [join(__dirname, '../../.node')] }));

const fhir = new Fhir();
for (const path of process.argv.slice(2)) {
  const { valid, messages } = fhir.validate(JSON.parse(readFileSync(path, 'utf8')));
  const errors = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  console.log(JSON.stringify({ path, valid, errors }));
}
