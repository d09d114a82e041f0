/** Every code of an `AisleError` that only the command line raises, with what it means. Codes are stable. */
export const cliErrorCodes = {
  "command-line-invalid": "The command line has an unknown word, or an option without its value.",
  "emulator-request-invalid": "The control address of the emulators was asked for what it does not have.",
  "emulators-failed": "The process of the emulators did not start, or ended.",
  "file-unreadable": "A file that was named cannot be read.",
  "line-unknown": "The line that was to be explained is on no receipt and in no cart of the recording.",
  "output-failed": "A file could not be written to its end.",
  "output-invalid": "A path was named that cannot be written.",
  "page-port-taken": "Other programs use every port at which the page is looked for.",
} as const satisfies Readonly<Record<string, string>>;
