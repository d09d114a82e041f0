import { AisleError, toAisleError } from "@aisle/sdk";

interface Meaning {
  readonly code: string;
  readonly remedy: string;
}

const gone: Meaning = {
  code: "device-gone",
  remedy: "Check that the adapter is plugged in, and its path: `aisle devices` or the list of ports tells.",
};
const busy: Meaning = { code: "device-busy", remedy: "Close the other program that holds the port." };
const denied: Meaning = {
  code: "permission-denied",
  remedy:
    "Give the user that runs this process the right to open the port: on Linux the group dialout, or a udev rule.",
};
const unsupported: Meaning = {
  code: "settings-invalid",
  remedy: "Choose a baud rate, parity and stop bits that the port and the system know.",
};

/** What serialport 13's messages mean, which carry no code; the first that fits counts. Windows says "Access denied" of a port in use. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/cannot lock|temporarily unavailable|resource busy|access denied|in use/i, busy],
  [/permission denied|not permitted/i, denied],
  [/no such file|no such device|file not found|not configured|input\/output error|invalid handle|disconnected/i, gone],
  [/baud rate|data bits|parity|stop bits|inappropriate ioctl|not a tty/i, unsupported],
];

/** The error of opening a serial port, or of one that is open. */
export function serialError(thrown: unknown, path: string): AisleError {
  const error = toAisleError(thrown);
  if (error.code !== "driver-bug") return error;
  const meaning = meanings.find(([pattern]) => pattern.test(error.message))?.[1] ?? gone;
  return new AisleError(meaning.code, `The serial port ${path} failed: ${error.message}`, {
    category: meaning === unsupported ? "settings" : "transport",
    retryable: meaning !== unsupported,
    remedy: meaning.remedy,
    cause: thrown,
  });
}
