import { z } from "zod";
import { supervisionSettings } from "../hub/supervision.ts";

// Every message is a phrase that follows "expected"; every description is what an editor shows.
const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });
const object = <S extends z.ZodRawShape>(shape: S, expected: string) =>
  z.strictObject(shape, { error: (issue) => (issue.code === "invalid_type" ? expected : undefined) });
const anyObject = (expected: string) => z.record(z.string(), z.unknown(), { error: expected });

const isolation = z
  .literal("process", { error: '"process", or no `isolation` at all' })
  .describe("Runs it in a child process of its own: when that crashes or hangs, only its devices notice.")
  .optional();

const driver = z.union(
  [
    text(""),
    object(
      {
        package: text("a package name or a file").describe("A package installed beside this file, or a file."),
        integrity: z
          .string({ error: "a pin such as sha512-…" })
          .regex(/^sha512-[A-Za-z0-9+/]{86}==$/, { error: "a pin such as sha512-…, of 88 characters of base64" })
          .describe("What the package's files must be; another version of it is refused before any code runs.")
          .optional(),
        isolation,
      },
      "",
    ),
  ],
  { error: "a package, a file, or { package, integrity, isolation }" },
);
const bus = object(
  {
    id: text("an id (text)"),
    transport: text("the name of a transport, such as modbus").describe("The transport that its devices share."),
    settings: z.unknown().describe("The transport's settings; its README lists them.").optional(),
    isolation,
  },
  "a bus: { id, transport, settings, isolation }",
);
const device = object(
  {
    id: text("an id (text)").describe("The device's id; the store model and readings speak of it by this."),
    driver: text("the id of a driver").describe("The id of its driver, as the driver's README says it."),
    settings: z.unknown().describe("The driver's settings; its README lists them.").optional(),
    bus: text("the id of a bus").describe("The id of the bus it hangs on.").optional(),
    transport: z.unknown().describe("Settings of a transport of its own, such as { host, port }.").optional(),
  },
  "a device: { id, driver, settings, bus or transport }",
);

const moment = z
  .string({ error: "a time such as 2026-03-02T09:30:00.000Z" })
  .refine((at) => Number.isFinite(Date.parse(at)), {
    error: "a time such as 2026-03-02T09:30:00.000Z",
  });
const measured = z.number({ error: "a finite number" });
const checkedPlate = object(
  {
    plate: text("the id of a plate"),
    state: z.enum(["ok", "dead", "rattle", "drift", "untouched", "crossed"], {
      error: "ok, dead, rattle, drift, untouched or crossed",
    }),
    noise: measured.describe("Standard deviation at rest, grams.").optional(),
    drift: measured.describe("Grams a minute at rest.").optional(),
    answered: text("the id of a plate").describe("The plate that answered when this one was touched.").optional(),
    at: moment,
  },
  "a checked plate: { plate, state, noise, drift, answered, at }",
);
const gateStep = object(
  { step: text("a step (text)"), passed: z.boolean({ error: "true or false" }), text: z.string().optional() },
  "a step of a gate test: { step, passed, text }",
);
const testedGate = object(
  { gate: text("the id of a gate"), at: moment, steps: z.array(gateStep, { error: "a list of steps" }) },
  "a tested gate: { gate, at, steps }",
);
const calibratedCamera = object(
  {
    camera: text("the id of a camera"),
    at: moment,
    medianError: measured
      .min(0, { error: "metres, 0 or more" })
      .describe("Of the clicked points, metres on the floor."),
  },
  "a calibrated camera: { camera, at, medianError }",
);
const installation = object(
  {
    cameras: z.array(calibratedCamera, { error: "a list of calibrated cameras" }).default([]),
    plates: z.array(checkedPlate, { error: "a list of checked plates" }).default([]),
    gates: z.array(testedGate, { error: "a list of tested gates" }).default([]),
  },
  "what the installer's tools found: { cameras, plates, gates }",
);

/** The shape of a `store.yaml`; what only holds between its parts is checked beside. */
export const storeSettingsSchema = object(
  {
    store: z
      .union([text(""), anyObject("")], { error: "a file such as ./store.json, or the store model itself" })
      .describe("The store model: a file relative to this one, or the model itself.")
      .optional(),
    simulation: anyObject("settings of a simulated store, such as { seed: 7 }")
      .describe("A simulated store instead of devices; {} for one as it comes.")
      .optional(),
    drivers: z
      .array(driver, { error: "a list of packages or files" })
      .describe("Packages installed beside this file, or files, that drivers and transports are loaded from.")
      .default([]),
    buses: z.array(bus, { error: "a list of buses" }).describe("Transports that several devices share.").default([]),
    devices: z.array(device, { error: "a list of devices" }).describe("The devices of the store.").default([]),
    staff: z
      .array(text("a credential such as STAFF-1, or the beginning of some such as STAFF-*"), {
        error: "a list of credentials",
      })
      .describe("Credentials of those who work here, or their beginning and a `*`: what they move is no purchase.")
      .optional(),
    supervision: supervisionSettings.describe("How connections are kept; times in milliseconds.").optional(),
    installation: installation
      .describe("What the installer's tools found, and when; they write it, and nothing depends on it.")
      .optional(),
  },
  "the settings of a store (an object)",
);
