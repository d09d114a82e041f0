/**
 * Every code of an `AisleError` that the sdk itself raises, with what it means. Codes are stable: they are matched on,
 * logged and shown for years. Drivers and other packages have codes of their own.
 */
export const errorCodes = {
  aborted: "It was given up by whoever asked for it, or because its connection ended.",
  "clock-refused": "A virtual clock was told to start at, or to go to, a time that it cannot.",
  "command-aborted": "The caller gave a command up before its outcome was known.",
  "command-refused": "The hub did not send a command: too many wait, or its deadline is not positive.",
  "command-timeout": "A command had no outcome by its deadline; nobody can say whether it was done.",
  "command-unsupported": "The device's driver has no such command.",
  "device-busy": "Another program holds the device.",
  "device-gone": "The device is not there, or its connection was closed.",
  "device-lost": "The device was lost while a command was under way; nobody can say whether it was done.",
  "device-not-online": "A command was refused because the device is not online.",
  "device-of-other-kind": "The device asked for is there but of another kind.",
  "device-unknown": "The hub has no device of that id.",
  "driver-bug": "A driver did what it must not, or threw what nobody knows the meaning of.",
  "hid-no-feature": "A fake HID device was asked for a feature report that the test did not give it.",
  "hub-options-invalid":
    "Two devices, buses, drivers or transports of a hub have the same name, or one of its drivers is none.",
  "modbus-illegal-address": "A fake Modbus unit was asked for an address that it does not hold.",
  "module-missing": "A driver or transport is needed that the hub was not given, or a package is not installed.",
  "permission-denied": "This process may not open the device.",
  "settings-invalid": "Settings are not what their schema says; `problems` lists each.",
  silent: "The device has said nothing for longer than its driver's liveness allows.",
  "store-model-invalid": "A store model is not what its schema says; `problems` lists each.",
  timeout: "The other side did not answer in time.",
  "transport-congested": "The other side does not take what is sent; too much waits to go out.",
  unreachable: "Nothing answers at the device's address.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of an error that the sdk raises. */
export type ErrorCode = keyof typeof errorCodes;
