import { AisleError, type AisleErrorOptions, toAisleError } from "@aisle/sdk";

type Meaning = Omit<AisleErrorOptions, "cause"> & { readonly code: string };

const gone: Meaning = {
  code: "device-gone",
  category: "transport",
  retryable: true,
  remedy: "Check that the device is plugged in and powered, and that its path or USB numbers are right.",
};
const busy: Meaning = {
  code: "device-busy",
  category: "transport",
  retryable: true,
  remedy: "Close the other program that holds the port (on Linux `fuser -v PATH` names it; ModemManager is one).",
};
const denied: Meaning = {
  code: "permission-denied",
  category: "transport",
  retryable: true,
  remedy:
    'Let the user that runs this open the port: on Linux add it to the group that owns it ("dialout" on Debian and Fedora, "uucp" on Arch) and log in anew, or install a udev rule; see the README of @aisle/drivers-serial.',
};
// Not of category `settings`, which blocks: just after a replug a port may answer so, too.
const notSerial: Meaning = {
  code: "port-not-serial",
  category: "transport",
  retryable: true,
  remedy: "Give the path of a serial port, and a baudRate, dataBits, parity and stopBits that it can do.",
};

/** serialport's errors are texts without a code: those of the operating system (strerror) and its own. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/cannot lock port|resource busy|temporarily unavailable|access (?:is )?denied|already open/i, busy],
  [/permission denied|operation not permitted/i, denied],
  [/no such (?:file|device)|file not found|not configured|bad file descriptor|input\/output error/i, gone],
  [/port is not open|disconnected|canceled|cannot be found|unknown error code (?:2|21|31|433|1167)\b/i, gone],
  [/inappropriate ioctl|invalid argument|baud ?rate|not a typewriter|is a directory/i, notSerial],
];

/** Whether serialport says for certain that the port is not there any more, rather than something that we do not know. */
export function saysGone(thrown: unknown): boolean {
  const { message } = toAisleError(thrown);
  return meanings.find(([pattern]) => pattern.test(message))?.[1] === gone;
}

/** One `AisleError` of whatever serialport threw, with the port in its message. */
export function toPortError(thrown: unknown, path: string): AisleError {
  const error = toAisleError(thrown);
  if (error.code !== "driver-bug") return error;
  const meaning = meanings.find(([pattern]) => pattern.test(error.message))?.[1] ?? gone;
  const { code, ...options } = meaning;
  return new AisleError(code, `Serial port ${path}: ${error.message.replace(/^Error:? /, "")}.`, {
    ...options,
    cause: thrown,
  });
}
