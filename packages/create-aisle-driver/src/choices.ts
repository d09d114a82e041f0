/** The kinds of devices that there are templates for. */
export const kinds = ["barcode-scanner", "turnstile", "weight-shelf", "camera"] as const;
/** How a device may be reached. */
export const transports = ["tcp", "serial", "hid", "modbus", "http", "none"] as const;

export type Kind = (typeof kinds)[number];
export type Transport = (typeof transports)[number];

/** What a driver package is made from. */
export interface Choices {
  /** Name of the package, as npm takes it: `aisle-driver-acme`, `@acme/aisle-scanner`. */
  readonly name: string;
  readonly kind: Kind;
  readonly transport: Transport;
}

/** Which transports make sense for which kind. */
const sensible: Readonly<Record<Kind, readonly Transport[]>> = {
  "barcode-scanner": ["tcp", "serial", "hid", "none"],
  turnstile: ["tcp", "serial", "modbus", "none"],
  "weight-shelf": ["tcp", "serial", "hid", "modbus", "none"],
  camera: ["tcp", "http", "none"],
};

/** The transports that a kind has a template for. */
export function transportsOf(kind: Kind): readonly Transport[] {
  return sensible[kind];
}

/** What is wrong with a package's name, or nothing. */
export function nameProblem(name: string): string | undefined {
  const right = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(name) && name.length <= 214;
  return right
    ? undefined
    : 'expected a package name in small letters, such as "aisle-driver-acme" or "@acme/aisle-scanner"';
}

/** What is wrong with a choice, or nothing. */
export function choiceProblem(what: string, given: string, valid: readonly string[]): string | undefined {
  return valid.includes(given) ? undefined : `expected a ${what} of ${valid.join(", ")}, got "${given}"`;
}

/** The driver's id: the package's name without its scope. */
export function driverId(name: string): string {
  const words = name
    .replace(/^@[^/]*\//, "")
    .replaceAll(/[._-]+/g, "-")
    .replace(/-$/, "");
  return /^[a-z]/.test(words) ? words : `driver-${words}`;
}
