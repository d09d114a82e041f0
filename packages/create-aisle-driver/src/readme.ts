import { type Choices, driverId, type Transport } from "./choices.ts";

const every = "| `every` | 500 | how often it is asked, in ms |";

/** Rows about the settings that each template has. */
const settings: Readonly<Record<Transport, readonly string[]>> = {
  tcp: ["| `probeEvery` | 5000 | how often it is asked whether it is there, in ms |"],
  serial: ["| `probeEvery` | 5000 | how often it is asked whether it is there, in ms |"],
  hid: [],
  modbus: ["| `unit` | | number of the unit on the bus, 1 to 247 |", every],
  http: [every],
  none: [every],
};

/** The README of a new driver package: what it drives, every setting, and what to do next. */
export function readme({ name, kind, transport }: Choices): string {
  const rows = settings[transport];
  const table = rows.length === 0 ? ["It has no settings."] : ["| setting | unless told | |", "|---|---|---|", ...rows];
  return [
    `# ${name}`,
    "",
    `Aisle driver \`${driverId(name)}\`: a ${kind} over ${transport}.`,
    "",
    "## Settings",
    "",
    ...table,
    "",
    "## To make it yours",
    "",
    "1. `npm install`, then `npm test`: it passes the conformance kit at bronze, with the made-up protocol it came with.",
    "2. `src/protocol.ts`: what your hardware says and what it can be told.",
    "3. `test/hardware.ts`: frames that your hardware really sends, and the readings that must come of them.",
    "4. `npm test` says what is missing for silver and gold; then `npm publish`.",
    "",
  ].join("\n");
}
