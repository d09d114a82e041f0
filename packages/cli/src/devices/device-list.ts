import type { ProbeReport } from "@aisle/sdk";
import type { InspectedStore } from "./inspect-store.ts";

/** What `aisle devices` says of one device. */
export interface ListedDevice {
  readonly device: string;
  /** `unknown` where its driver is missing. */
  readonly kind: string;
  readonly driver: string;
  /** Its bus, or the transport of its driver with its address. */
  readonly over: string;
  /** `checked`: its settings are right; nobody asked the device itself. */
  readonly outcome: "checked" | ProbeReport["outcome"];
  readonly probe?: ProbeReport;
  /** What is wrong, one line each, and what mends it. */
  readonly problems: readonly string[];
}

/** One entry for every device of the store, in its order, with what is wrong with its bus. */
export function listDevices(store: InspectedStore, probes: readonly ProbeReport[] = []): readonly ListedDevice[] {
  return store.settings.devices.map(({ id, driver, bus, transport }) => {
    const found = store.drivers.find((one) => one.id === driver);
    const probe = probes.find(({ device }) => device === id);
    const problems = store.problems.filter((problem) => problem.id === id || problem.id === bus);
    const messages = problems.map(({ message }) => message);
    // What the settings check said with its line, the probe says again without.
    const reason = problems.length > 0 && probe?.reason?.code === "settings-invalid" ? undefined : probe?.reason;
    if (reason !== undefined) {
      messages.push(`${reason.code}: ${reason.message}${reason.remedy === undefined ? "" : ` (${reason.remedy})`}`);
    }
    return {
      device: id,
      kind: found?.kind ?? "unknown",
      driver,
      over: bus === undefined ? overOwn(found?.transport, transport) : `bus ${bus}`,
      outcome: problems.length > 0 ? "failed" : (probe?.outcome ?? "checked"),
      ...(probe === undefined ? {} : { probe }),
      problems: messages,
    };
  });
}

/** Lines of a table for people. */
export function deviceTable(devices: readonly ListedDevice[]): readonly string[] {
  const rows = devices.map((one) => [one.device, one.kind, one.driver, one.over, wordsOf(one)]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return devices.flatMap((one, index) => [
    rows[index]!.map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
    ...one.problems.map((problem) => `    ${problem}`),
  ]);
}

function wordsOf({ outcome, probe }: ListedDevice): string {
  if (probe === undefined) return outcome;
  const { maker, model, serialNumber, firmware } = probe.info;
  const info = [maker, model, serialNumber, firmware].filter((part) => part !== undefined).join(" ");
  return `${outcome} after ${probe.tookMs} ms${info === "" ? "" : `, ${info}`}`;
}

function overOwn(name = "?", settings: unknown): string {
  const { host, port, path } = (settings ?? {}) as Readonly<Record<string, unknown>>;
  const address = [host, port, path].filter((part) => typeof part === "string" || typeof part === "number");
  return [name, address.join(":")].join(" ").trim();
}
