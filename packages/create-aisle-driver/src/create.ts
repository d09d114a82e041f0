import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { type Choices, choiceProblem, driverId, transportsOf } from "./choices.ts";
import { parseArguments, usage } from "./parse-arguments.ts";
import { scaffold, writeFiles } from "./scaffold.ts";

/** What the command needs of the world. */
export interface CreateIo {
  /** Where the templates lie. */
  readonly templates: string;
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Asks for what is missing; absent where there is nobody to ask. */
  readonly ask: ((given: Partial<Choices>) => Promise<Choices | undefined>) | undefined;
}

/** `npm create aisle-driver`. Gives the exit code: 0 written, 1 given up or not written, 2 wrong arguments. */
export async function create(args: readonly string[], io: CreateIo): Promise<number> {
  const request = parseArguments(args);
  if ("help" in request) {
    io.out(usage);
    return 0;
  }
  if ("problem" in request) {
    io.err(`create-aisle-driver: ${request.problem}\n\n${usage}`);
    return 2;
  }
  const choices = complete(request.given) ?? (await io.ask?.(request.given));
  if (choices === undefined) {
    if (io.ask === undefined) io.err(`create-aisle-driver: give --name, --kind and --transport\n\n${usage}`);
    return io.ask === undefined ? 2 : 1;
  }
  const mismatch = choiceProblem("transport", choices.transport, transportsOf(choices.kind));
  if (mismatch !== undefined) {
    io.err(`create-aisle-driver: ${mismatch} for a ${choices.kind}\n`);
    return 2;
  }
  const folder = resolve(io.cwd, request.folder ?? driverId(choices.name));
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) {
    io.err(`create-aisle-driver: ${folder} is not empty; name another folder or empty it\n`);
    return 1;
  }
  try {
    await writeFiles(folder, await scaffold(io.templates, choices));
  } catch (thrown) {
    io.err(
      `create-aisle-driver: cannot write to ${folder}: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`,
    );
    return 1;
  }
  io.out(`Wrote ${choices.name} to ${folder}\n\nNext: cd ${folder}, npm install, npm test; then src/protocol.ts\n`);
  return 0;
}

function complete({ name, kind, transport }: Partial<Choices>): Choices | undefined {
  return name === undefined || kind === undefined || transport === undefined ? undefined : { name, kind, transport };
}
