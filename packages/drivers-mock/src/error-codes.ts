/** Every code of an `AisleError` that only this package raises, with what it means. Codes are stable. */
export const mockErrorCodes = {
  "emulator-misused": "The hands of an emulated device were asked for what it does not have.",
  "emulator-port-taken": "An emulated device was to answer where another one, or another program, answers already.",
  "modbus-illegal-value": "Exception 3: the unit does not take this value, or not this many at once.",
  "onvif-camera-invalid": "An emulated ONVIF camera was to be made, or told something, that cannot be.",
  "playback-clock-wrong": "The clock of a playback does not stand where its source starts.",
  "playback-device-unknown": "A source gives a reading of a device that its store does not have.",
  "playback-not-connected": "No device of a playback is open: its hub was not opened, or is closed.",
  "playback-pace-invalid": "A playback was asked for a pace that cannot be kept.",
  "playback-refuses-commands": "A recording was told something, which it cannot do.",
  "playback-used": "A playback was run a second time.",
  "recording-without-store": "A recording does not say which store it records, so that it cannot be played.",
  "scene-damaged": "A compressed file of a scene cannot be read to its end.",
  "scene-not-found": "There is no scene where one was looked for.",
  "simulation-command-refused": "A simulated device was told something that it cannot do.",
  "simulation-settings-invalid": "A simulated store cannot be built from these settings.",
} as const satisfies Readonly<Record<string, string>>;
