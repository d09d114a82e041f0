import type { CommandInput, CommandName, DeviceKind, DeviceKinds } from "@aisle/sdk";

/** One thing to choose before a command is sent. */
export interface CommandField {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** A command as somebody fills it in: what is chosen, what is asked before it is sent, and what is sent. */
export interface CommandForm {
  /** Name of the command, as the kind declares it. */
  readonly command: string;
  readonly action: string;
  readonly fields: readonly CommandField[];
  /** What the device will do, in a sentence. */
  readonly ask: (device: string, chosen: Chosen) => string;
  readonly input: (chosen: Chosen) => unknown;
}

/** The value of each field by its name. */
export type Chosen = Readonly<Record<string, string>>;

type Mode = CommandInput<"turnstile", "setMode">["mode"];

const modes: readonly { readonly value: Mode; readonly label: string; readonly does: string }[] = [
  { value: "controlled", label: "Controlled", does: "lets pass whom it is told to" },
  { value: "locked", label: "Locked", does: "lets nobody pass" },
  { value: "free", label: "Free", does: "lets everybody pass, in and out" },
  { value: "free-in", label: "Free in", does: "lets everybody in" },
  { value: "free-out", label: "Free out", does: "lets everybody out" },
];

/** The forms of a device's commands; none for kinds that take none, or that this page does not know. */
export function commandForms(kind: DeviceKind, plates: readonly string[]): readonly CommandForm[] {
  if (kind === "turnstile") return [admit, setMode];
  if (kind === "weight-shelf") return [tare(plates)];
  if (kind === "barcode-scanner") return [trigger];
  return [];
}

/** The first choice of each field. */
export function firstChoices(form: CommandForm): Chosen {
  return Object.fromEntries(form.fields.map(({ name, choices }) => [name, choices[0]?.value ?? ""]));
}

const admit = formOf("turnstile", "admit", {
  action: "Admit",
  fields: [
    {
      name: "direction",
      label: "Direction",
      choices: [
        { value: "in", label: "In" },
        { value: "out", label: "Out" },
      ],
    },
  ],
  ask: (device, { direction }) => `${device} lets one person ${direction === "out" ? "out" : "in"}.`,
  input: ({ direction }): CommandInput<"turnstile", "admit"> => ({ direction: direction === "out" ? "out" : "in" }),
});

const setMode = formOf("turnstile", "setMode", {
  action: "Set mode",
  fields: [{ name: "mode", label: "Mode", choices: modes.map(({ value, label }) => ({ value, label })) }],
  ask: (device, chosen) => `From now on ${device} ${modeOf(chosen).does}.`,
  input: (chosen) => ({ mode: modeOf(chosen).value }),
});

const trigger = formOf("barcode-scanner", "trigger", {
  action: "Trigger",
  fields: [],
  ask: (device) => `${device} looks for a code now.`,
  input: () => ({}),
});

function tare(plates: readonly string[]): CommandForm {
  const each = plates.map((plate, i) => ({ value: String(i), label: plate }));
  return formOf("weight-shelf", "tare", {
    action: "Tare",
    fields: [{ name: "plate", label: "Plates", choices: [{ value: "all", label: "All plates" }, ...each] }],
    ask: (device, { plate }) => {
      const which = plate === "all" ? `all plates of ${device}` : (plates[Number(plate)] ?? device);
      return `What lies on ${which} now becomes zero. Nobody should be reaching into the shelf.`;
    },
    input: ({ plate }) => (plate === undefined || plate === "all" ? {} : { plates: [Number(plate)] }),
  });
}

function modeOf({ mode }: Chosen): (typeof modes)[number] {
  return modes.find(({ value }) => value === mode) ?? modes[0]!;
}

/** Holds a form to what the SDK says that the command takes. */
function formOf<K extends DeviceKind, C extends CommandName<K> & keyof DeviceKinds[K]["commands"]>(
  _kind: K,
  command: C,
  form: Omit<CommandForm, "command" | "input"> & {
    readonly input: (chosen: Chosen) => CommandInput<K, C>;
  },
): CommandForm {
  return { command, ...form };
}
