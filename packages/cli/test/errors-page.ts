import { type ErrorCategory, type ReasonCode, reasonCodes } from "@aisle/sdk";

/** What a status reason says, for those who look after a store. */
const reasons: Readonly<Record<ReasonCode, string>> = {
  "device-gone": "It is not there, or its connection was closed. Plug it in, switch it on.",
  "device-busy": "Another program holds it. Close that program.",
  "permission-denied": "This process may not open it. Give its user the right to (udev rule, group).",
  unreachable: "Nothing answers at its address. Check power, cable, address, port, firewall.",
  silent: "It has said nothing for longer than its driver allows. Check power and cable.",
  timeout: "It did not answer in time. Check that it is powered and not overloaded.",
  "protocol-noise": "What it sends is no sense: wrong speed, wrong device, a bad cable.",
  "auth-failed": "It refused the password or key. It is not tried again until the settings change: lockouts are real.",
  "clock-skew": "Its clock is too far off to be put right. Set it, or let it follow a time server.",
  "settings-invalid": "Its settings are wrong; each problem is listed. Correct them.",
  "module-missing": "Its driver or transport is not installed, or not listed under `drivers`.",
  "sdk-incompatible": "Its driver is made for another version of the SDK. Install one that fits.",
  "hardware-fault": "The hardware says that it is broken. Call whoever mends it.",
  flapping: "It was lost again and again. It is tried more slowly until it holds.",
  "driver-bug": "Its driver did what it must not. Report it to the driver's maker, with the message.",
  "parent-offline": "Its bus, or the process of its driver, is not there. Mend that; it comes back by itself.",
  "out-of-service": "The host took it out of service, for maintenance. Nobody is alarmed.",
  "closed-by-host": "The host closed it.",
};

const categories: Readonly<Record<ErrorCategory, string>> = {
  usage: "The program that uses Aisle does something wrong; its author mends it.",
  settings: "A settings file is wrong; whoever looks after the store mends it.",
  input: "A file or a reading is not what it should be.",
  device: "The device itself: it refused, or it is broken.",
  transport: "The way to the device: cable, network, operating system.",
  driver: "A driver has a bug; its maker mends it.",
  internal: "Aisle, or the machine it runs on.",
};

type Codes = Readonly<Record<string, string>>;

/** The page `docs/errors.md`, made of the lists in the code. */
export function errorsPage(packages: readonly (readonly [name: string, codes: Codes])[]): string {
  const lines = [
    "# Errors",
    "",
    "<!-- Made by `npm test -- error-codes -u` from the lists in the code; a test compares. -->",
    "",
    "Everything that Aisle throws is an `AisleError`. Tell it with `isAisleError(error)`, match on `code`, show `message`",
    "and `remedy`. A code never changes its meaning; a message may change at any time.",
    "",
    ...table(["field", "what it is"], {
      "`code`": "Stable, from the lists below; a driver or host may have codes of its own.",
      "`category`": "Who can mend it, see below.",
      "`retryable`": "Whether the same call may succeed later without any change.",
      "`remedy`": "What mends it, as an instruction; not always there.",
      "`problems`": "Where a whole value was checked: each problem with its path.",
      "`cause`": "What was thrown first, where something was; without secrets.",
    }),
    "",
    "Known secrets (`Secret`, secret files) are replaced by `***` in every text of an error and of its causes. To another",
    "process an error travels as `toErrorRecord(error)`, and `fromErrorRecord(record)` makes it an error again.",
    "",
    "## Categories",
    "",
    ...table(["category", "whose it is"], keyed(categories)),
    "",
    "## Reasons of a device's status",
    "",
    "A driver says why it failed by throwing an `AisleError` with one of these as its code. *Waits* says whether the hub",
    "tries again by itself, or waits until the settings change or somebody calls `resume`.",
    "",
    "| reason | what it means, and what mends it | waits |",
    "| --- | --- | --- |",
    ...reasonCodes.map((code) => `| \`${code}\` | ${reasons[code]} | ${waiting.includes(code) ? "yes" : "no"} |`),
    ...packages.flatMap(([name, codes]) => [
      "",
      `## Codes of ${name}`,
      "",
      ...table(["code", "what it means"], keyed(codes)),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

/** What trying again cannot mend, which `normalise.test.ts` of the sdk holds the hub to. */
const waiting: readonly ReasonCode[] = [
  "auth-failed",
  "settings-invalid",
  "sdk-incompatible",
  "module-missing",
  "out-of-service",
  "closed-by-host",
];

function keyed(codes: Codes): Codes {
  const sorted = Object.entries(codes).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([code, meaning]) => [`\`${code}\``, meaning]));
}

function table([left, right]: readonly [string, string], rows: Codes): readonly string[] {
  return [
    `| ${left} | ${right} |`,
    "| --- | --- |",
    ...Object.entries(rows).map(([key, value]) => `| ${key} | ${value} |`),
  ];
}
