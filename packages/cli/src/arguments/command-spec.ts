/** One option of a command. */
export interface OptionSpec {
  /** What stands for its value in the help; absent for an option that takes none. */
  readonly value?: string;
  readonly help: string;
}

/** One command: enough to check its arguments and to explain it. */
export interface CommandSpec {
  readonly summary: string;
  /** The one argument that is not an option, as the help shows it. */
  readonly positional: { readonly name: string; readonly required: boolean; readonly help: string };
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Ways to call it, as what follows its name. */
  readonly usage: readonly string[];
  readonly exitCodes: readonly string[];
  readonly examples: readonly string[];
}

export type CommandName = "run" | "emulate" | "replay" | "devices" | "doctor";

/** Of every command that serves a page. */
const pageOptions: Readonly<Record<string, OptionSpec>> = {
  page: { value: "WHERE", help: "the page's [HOST:]PORT, or off (default: 127.0.0.1, free port from 4870)" },
  "page-allow": { value: "WHAT", help: "what it may do beside looking: commands, install (default: neither)" },
  "page-token": { value: "FILE", help: "file with the token that its visitors need; needed beyond loopback" },
  "page-cert": { value: "FILE", help: "certificate (PEM) to serve it over TLS; needed beyond loopback" },
  "page-key": { value: "FILE", help: "private key (PEM) of that certificate" },
};

/** Every command of `aisle`. */
export const commandSpecs: Readonly<Record<CommandName, CommandSpec>> = {
  run: {
    summary: "run a store and show its shoppers, carts and receipts as they happen",
    positional: {
      name: "store.yaml",
      required: false,
      help: "the store's settings; without it a simulated store is run",
    },
    options: {
      for: { value: "SECONDS", help: "stop after so many seconds of store time (default: run until Ctrl-C)" },
      seed: { value: "N", help: "seed of the simulated store, a whole number (default: 1)" },
      speed: {
        value: "N|max",
        help: "times real time a simulated store runs at (default: 1); makes it --in-process",
      },
      json: { help: "one JSON object a line instead of a view" },
      record: {
        value: "FOLDER",
        help: "record all that devices say in MCAP files in this folder, for aisle replay",
      },
      redact: { help: "with --record: put names that mean nothing in the place of credentials" },
      "in-process": {
        help: "simulated devices inside this process (default: in another, behind drivers)",
      },
      ...pageOptions,
    },
    usage: ["[store.yaml] [options]"],
    exitCodes: [
      "0    ended by Ctrl-C or SIGTERM, or --for is over and the check passed",
      "1    the check of a simulated store failed: after --for fewer than 5 receipts were closed,",
      "     or fewer than 80 % of those whose truth is known were exact; or an error",
      "2    wrong command line or settings",
      "130  Ctrl-C before --for was over (143 for SIGTERM)",
    ],
    examples: [
      "aisle run",
      "aisle run --for 50 --speed 10 --seed 7",
      "aisle run ./store.yaml --json",
      "aisle run --record ./today",
      "aisle run ./store.yaml --page 8080 --page-allow commands",
    ],
  },
  emulate: {
    summary: "run a simulated store whose devices speak their wire protocols",
    positional: {
      name: "store.yaml",
      required: false,
      help: "a file with a simulation; without it the simulated store as it comes",
    },
    options: {
      seed: { value: "N", help: "seed of the simulated store, a whole number (default: 1)" },
      host: { value: "ADDRESS", help: "address to listen on (default: 127.0.0.1, this machine only)" },
      port: { value: "N", help: "first of the ports, which are taken in a row (default: free ports)" },
      serial: {
        value: "WIRE=PATH,…",
        help: "wires that go on serial paths instead of TCP",
      },
      admission: {
        value: "host|automatic",
        help: "gates wait for an admit command (default), or open by themselves",
      },
      write: { value: "FOLDER", help: "write store.yaml and store.json there, for aisle run" },
      json: { help: "JSON lines: how to reach each device, then what shoppers really took" },
    },
    usage: ["[store.yaml] [options]"],
    exitCodes: [
      "0    ended by Ctrl-C or SIGTERM",
      "1    an error",
      "2    wrong command line or settings",
      "130  Ctrl-C a second time, while it was closing (143 for SIGTERM)",
    ],
    examples: [
      "aisle emulate --write ./lab",
      "aisle emulate --port 15000 --json",
      "aisle emulate --admission automatic",
      "aisle emulate --serial gate-2=/dev/pts/4,scanner-2=/dev/pts/6",
    ],
  },
  replay: {
    summary: "play a recorded store through fusion and write its receipts",
    positional: {
      name: "SCENE",
      required: true,
      help: "what run --record wrote, or a folder with store.json and readings.jsonl.gz",
    },
    options: {
      receipts: { value: "FILE", help: "where the receipts are written (JSON); needed unless --watch" },
      events: { value: "FILE", help: "where the store events are written (one JSON object a line)" },
      tracks: { value: "FILE", help: "where people's places are written, five times a second" },
      explain: { value: "LINE", help: "say why a line is on its receipt; SESSION/GTIN, or CREDENTIAL/GTIN" },
      speed: { value: "N|max", help: "how many times real time it is played at (default: max)" },
      strict: { help: "end with exit code 2 when a line of the recording was wrong" },
      json: { help: "the summary as one JSON object; before it the explanation as another" },
      quiet: { help: "no progress and no summary; wrong lines are still reported" },
      watch: { help: "no files: show it on a page, any moment at any speed, until Ctrl-C" },
      ...pageOptions,
    },
    usage: ["SCENE --receipts FILE [options]", "SCENE --watch [--page WHERE]"],
    exitCodes: [
      "0    the recording was played to its end and the files were written; --watch: ended by Ctrl-C",
      "1    an error, or readings were lost in playback",
      "2    wrong command line or input; with --strict also any wrong line",
      "130  Ctrl-C before the end (143 for SIGTERM); no file is written",
    ],
    examples: [
      "aisle replay ./scenes/monday --receipts receipts.json",
      "aisle replay ./scenes/monday --receipts r.json --events events.jsonl --strict",
      "aisle replay ./scenes/monday --receipts r.json --explain MEMBER-7/4006381333931",
      "aisle replay ./scenes/monday --watch",
    ],
  },
  devices: {
    summary: "list the devices of a store and test them, or find what is plugged in",
    positional: {
      name: "store.yaml",
      required: false,
      help: "the store's settings; without it what is plugged in by USB is looked for",
    },
    options: {
      probe: { help: "open each device, wait for its first reading or answer, and let go of it" },
      network: { help: "without a store: ask the local network for ONVIF cameras too, by multicast" },
      json: { help: "one JSON object a line instead of a table" },
    },
    usage: ["[store.yaml] [options]"],
    exitCodes: [
      "0    every device is well; without a store: the search is done, whatever it found",
      "1    a device is not well, a kind of device could not be looked for, or an error",
      "2    wrong command line or settings",
      "130  Ctrl-C before the end (143 for SIGTERM)",
    ],
    examples: [
      "aisle devices",
      "aisle devices --network",
      "aisle devices ./store.yaml",
      "aisle devices ./store.yaml --probe --json",
    ],
  },
  doctor: {
    summary: "look for what keeps a store from running, and say what mends it",
    positional: {
      name: "store.yaml",
      required: false,
      help: "the store's settings; without it only the machine is looked at",
    },
    options: {
      probe: { help: "test each device too; not while the store is running" },
      udev: { value: "GROUP", help: "write nothing but udev rules that let this group open its USB devices" },
      bundle: { value: "FILE", help: "write a support bundle there (gzip'd JSON, without secrets)" },
      json: { help: "the findings as one JSON object" },
    },
    usage: ["[store.yaml] [options]"],
    exitCodes: [
      "0    nothing is wrong; there may be warnings",
      "1    something is wrong",
      "2    wrong command line, or the bundle cannot be written",
      "130  Ctrl-C before the end (143 for SIGTERM)",
    ],
    examples: [
      "aisle doctor",
      "aisle doctor ./store.yaml --probe --bundle support.json.gz",
      "aisle doctor ./store.yaml --udev aisle | sudo tee /etc/udev/rules.d/70-aisle.rules",
    ],
  },
};

export const commandNames = Object.keys(commandSpecs) as readonly CommandName[];
