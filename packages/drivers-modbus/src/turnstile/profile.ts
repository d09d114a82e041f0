import { z } from "zod";

const address = z.number().int().min(0).max(65_535);
const input = z.strictObject({
  at: address,
  when: z.literal([0, 1]).default(1).describe("What the input is when it holds; 0 for a contact that opens."),
});
const counter = z.strictObject({
  at: address,
  format: z.enum(["uint16", "uint32"]).default("uint32"),
  wordOrder: z.enum(["high-first", "low-first"]).default("high-first"),
});

/** Outputs of a relay module. Addresses as on the wire, from 0. */
export const gateCoils = z.strictObject({
  in: address.describe("Opens into the store."),
  out: address.optional().describe("Opens out of the store."),
  block: address.optional().describe("Held: nobody passes."),
  potential: address
    .optional()
    .describe("Held: the way is free as long as its coil is held; otherwise a coil is a pulse."),
});

/** Contacts of the turnstile at the module's discrete inputs. */
export const gateInputs = z.strictObject({
  passIn: input.optional().describe("Somebody has passed into the store (for a moment)."),
  passOut: input.optional(),
  ready: input.optional().describe("It takes a new pulse."),
  alarm: input.optional().describe("Somebody pushes through."),
  fire: input.optional().describe("The fire alarm holds the way free."),
  underwayIn: input.optional().describe("Somebody is passing into the store."),
  underwayOut: input.optional(),
});

export const pulseMsSetting = z.number().int().min(50).max(5_000);
export const windowSetting = z.number().int().min(500).max(120_000);

const shape = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a name such as "acme-r8"'),
  maker: z.string().min(1).max(100),
  model: z.string().min(1).max(100),
  source: z.string().min(1).max(1_000).describe("The document that the map is from, and what of it is not verified."),
  coils: gateCoils,
  pulseMs: pulseMsSetting
    .optional()
    .describe("How long the driver holds a coil; without it the board takes it back itself."),
  window: windowSetting
    .optional()
    .describe("Ms that the turnstile waits for a person, where no counter tells that it gave up."),
  inputs: gateInputs,
  counters: z
    .strictObject({
      in: counter,
      out: counter,
      timeouts: counter.optional().describe("Windows that ran out."),
      acceptedIn: counter.optional().describe("Pulses that the board accepted."),
      acceptedOut: counter.optional(),
    })
    .optional()
    .describe("Input registers that only count up, and roll over."),
  longestGap: z.number().int().min(0).max(100).default(0).describe("Registers nobody needs that may be read along."),
});

/** How one relay module at a turnstile is wired and speaks Modbus, as data. */
export const turnstileProfile = shape.superRefine(({ coils, inputs, counters }, context) => {
  const issue = (path: string[], message: string): void => {
    context.addIssue({ code: "custom", path, message });
  };
  if (counters === undefined && inputs.passIn === undefined && inputs.passOut === undefined) {
    issue(["inputs"], "expected `passIn` or `passOut`, or `counters`: something must tell that somebody has passed");
  }
  sayTwice(Object.entries(coils), (name, other) => {
    issue(["coils", name], `is the coil of ${other} already`);
  });
  const addresses = Object.entries(inputs).map(([name, input]) => [name, input?.at] as const);
  sayTwice(addresses, (name, other) => {
    issue(["inputs", name], `is the input of ${other} already`);
  });
});

function sayTwice(
  entries: readonly (readonly [string, number | undefined])[],
  say: (name: string, other: string) => void,
): void {
  const seen = new Map<number, string>();
  for (const [name, at] of entries) {
    if (at === undefined) continue;
    const other = seen.get(at);
    if (other === undefined) seen.set(at, name);
    else say(name, other);
  }
}

/** A profile as it is used, with all defaults. */
export type TurnstileProfile = z.output<typeof turnstileProfile>;
/** A profile as it is written. */
export type TurnstileProfileInput = z.input<typeof turnstileProfile>;
