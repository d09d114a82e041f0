import { isolated, openHub } from "@aisle/sdk";

/** A host with one driver process: says its number, and lives until it is killed. */
const drivers = isolated({
  name: "orphan",
  modules: [new URL("./drivers.fixture.ts", import.meta.url)],
  drivers: [{ id: "steady-shelf", kind: "weight-shelf", transport: "none" }],
});
const line = (_: string, fields?: { readonly pid?: unknown }): void => {
  if (typeof fields?.pid === "number") process.send?.(fields.pid);
};
await openHub({
  drivers,
  devices: [{ id: "s", driver: "steady-shelf" }],
  log: { debug: line, info: line, warn: line, error: line },
});
