// Runs in a consumer's folder: imports what its argument names, and writes what that gives, or which package it lacks.
const specifier = process.argv[2];
try {
  const options = specifier.endsWith(".json") ? { with: { type: "json" } } : {};
  console.log(JSON.stringify({ names: Object.keys(await import(specifier, options)) }));
} catch (error) {
  const missing =
    error.code === "ERR_MODULE_NOT_FOUND" ? /Cannot find package '([^']+)'/.exec(error.message)?.[1] : undefined;
  if (missing === undefined) throw error;
  console.log(JSON.stringify({ missing }));
}
