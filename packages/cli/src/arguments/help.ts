import { type CommandName, commandNames, commandSpecs } from "./command-spec.ts";

/** The help of `aisle` as a whole, or of one command. Ends with a line break. */
export function helpText(topic?: CommandName): string {
  return `${(topic === undefined ? overview() : commandHelp(topic)).join("\n")}\n`;
}

function overview(): readonly string[] {
  return [
    "aisle: a store without tills",
    "",
    "Usage: aisle <command> [options]",
    "",
    "Commands:",
    ...columns(commandNames.map((name) => [name, commandSpecs[name].summary])),
    "",
    "Options:",
    ...columns([
      ["--help", "this page; aisle <command> --help explains a command"],
      ["--version", "the version"],
    ]),
    "",
    "Exit codes: 0 done, 1 a check failed or an error, 2 wrong command line or input, 130 ended by Ctrl-C.",
  ];
}

function commandHelp(name: CommandName): readonly string[] {
  const spec = commandSpecs[name];
  const { positional } = spec;
  const shown = Object.entries(spec.options).map(([option, { value, help }]): readonly [string, string] => [
    `--${option}${value === undefined ? "" : ` ${value}`}`,
    help,
  ]);
  return [
    `aisle ${name}: ${spec.summary}`,
    "",
    ...spec.usage.map((way, index) => `${index === 0 ? "Usage:" : "      "} aisle ${name} ${way}`),
    "",
    ...columns([[positional.name, positional.help], ...shown, ["--help", "this page"]]),
    "",
    "Exit codes:",
    ...spec.exitCodes.map((line) => `  ${line}`),
    "",
    "Examples:",
    ...spec.examples.map((line) => `  ${line}`),
  ];
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
