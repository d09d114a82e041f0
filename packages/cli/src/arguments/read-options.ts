import { parseArgs } from "node:util";
import { AisleError, nearest } from "@aisle/sdk";
import { type CommandName, type CommandSpec, commandSpecs } from "./command-spec.ts";

/** The arguments of one command, checked against its spec but still text. */
export interface RawArguments {
  readonly help: boolean;
  readonly positional: string | undefined;
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Reads what follows a command's name. An option given twice counts as its last.
 * @throws AisleError `command-line-invalid` (usage): an unknown option, a missing value, too many arguments.
 */
export function readOptions(command: CommandName, words: readonly string[]): RawArguments {
  const spec = commandSpecs[command];
  const options: Record<string, { type: "boolean" | "string"; short?: string }> = {
    help: { type: "boolean", short: "h" },
  };
  for (const [name, option] of Object.entries(spec.options)) {
    options[name] = { type: option.value === undefined ? "boolean" : "string" };
  }
  // Not strict: parseArgs throws without saying which option would have been right, so its tokens are judged here.
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });

  const flags = new Set<string>();
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    if (options[token.name] === undefined) throw unknownOption(command, token.rawName, Object.keys(options));
    const takesValue = options[token.name]?.type === "string";
    if (takesValue) values.set(token.name, valueOf(command, spec, token));
    else if (token.value !== undefined) throw usage(command, `${token.rawName} takes no value, got "${token.value}"`);
    else flags.add(token.name);
  }
  const help = flags.has("help");
  if (!help) checkPositionals(command, spec, positionals);
  return { help, positional: positionals[0], flags, values };
}

/** A mistake on the command line, with the way to the help. */
export function usage(command: CommandName | undefined, message: string, hint?: string): AisleError {
  const help = `see aisle ${command === undefined ? "" : `${command} `}--help`;
  return new AisleError("command-line-invalid", command === undefined ? message : `${command}: ${message}`, {
    category: "usage",
    remedy: hint === undefined ? help : `${hint}; ${help}`,
  });
}

function unknownOption(command: CommandName, rawName: string, known: readonly string[]): AisleError {
  const options = known.map((name) => `--${name}`);
  return usage(command, `there is no option ${rawName}`, suggestion(`--${rawName.replace(/^-+/, "")}`, options));
}

/** The nearest valid word, or all of them where none is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const guess = nearest(word, known);
  return guess === undefined ? `there is ${known.join(", ")}` : `did you mean ${guess}?`;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function valueOf(command: CommandName, spec: CommandSpec, token: OptionToken): string {
  const { value } = token;
  // "--receipts --json" forgot the file; "--receipts=--json" means a file of that name, and -1 is a number.
  const swallowed = value !== undefined && token.inlineValue !== true && /^-[^\d.]/.test(value);
  if (value === undefined || value === "" || swallowed) {
    throw usage(command, `${token.rawName} needs a value: ${token.rawName} ${spec.options[token.name]?.value ?? ""}`);
  }
  return value;
}

function checkPositionals(command: CommandName, spec: CommandSpec, positionals: readonly string[]): void {
  const { name, required, help } = spec.positional;
  if (required && positionals.length === 0) throw usage(command, `${name} is missing: ${help}`);
  if (positionals.length > 1) {
    throw usage(command, `one ${name} was expected, got ${positionals.length}: ${positionals.join(" ")}`);
  }
}
