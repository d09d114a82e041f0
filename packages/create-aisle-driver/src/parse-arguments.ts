import { parseArgs } from "node:util";
import {
  type Choices,
  choiceProblem,
  kinds,
  nameProblem,
  type Transport,
  transports,
  transportsOf,
} from "./choices.ts";

/** What was said on the command line. */
export type Request =
  | { readonly help: true }
  | { readonly problem: string }
  | { readonly folder: string | undefined; readonly given: Partial<Choices> };

/** Help for the terminal. */
export const usage = `npm create aisle-driver [FOLDER] -- [--name NAME] [--kind KIND] [--transport TRANSPORT]

Writes a driver package that passes Aisle's conformance kit at once. It asks for what is not given.

  FOLDER       where to write it; named after the package unless told
  --name       of the package, such as aisle-driver-acme or @acme/aisle-scanner
  --kind       ${kinds.join(", ")}
  --transport  ${transports.join(", ")}
`;

/** Reads the command line; what is there is checked, what is missing is asked for later. */
export function parseArguments(args: readonly string[]): Request {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: "string" },
        kind: { type: "string" },
        transport: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help === true) return { help: true };
    if (positionals.length > 1) return { problem: `expected one folder, got ${positionals.join(" ")}` };
    const problem = problemOf(values);
    if (problem !== undefined) return { problem };
    // `problemOf` has seen that they are of the lists.
    return { folder: positionals[0], given: values as Partial<Choices> };
  } catch (thrown) {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function problemOf(given: { readonly [K in keyof Choices]?: string | undefined }): string | undefined {
  const { name, kind, transport } = given;
  const wrong =
    (name === undefined ? undefined : nameProblem(name)) ??
    (kind === undefined ? undefined : choiceProblem("kind", kind, kinds)) ??
    (transport === undefined ? undefined : choiceProblem("transport", transport, transports));
  if (wrong !== undefined || kind === undefined || transport === undefined) return wrong;
  const sensible = transportsOf(kind as Choices["kind"]);
  return sensible.includes(transport as Transport)
    ? undefined
    : `there is no template for a ${kind} over ${transport}, only over ${sensible.join(", ")}`;
}
