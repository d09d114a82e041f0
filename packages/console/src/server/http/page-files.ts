import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RefusedError } from "../refused-error.ts";
import { send } from "./send.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};
/** Only such names are looked for: no way up, no hidden file. */
const plainPath = /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
/** What the build names after its content stays the same for ever. */
const hashed = /^assets\/.*-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

const notBuilt = `The page has not been built.

In a checkout of Aisle, any npm script builds it: npm start.
The wire format below api/v1/ works all the same.
`;

/** Where the built page lies in this package, whether it runs from its sources or built. */
export function builtPageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, "dist", "web");
}

/** Sends one file of the page; `path` is below the page's folder, empty for the page itself. */
export async function sendPageFile(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  path: string,
): Promise<void> {
  const name = path === "" ? "index.html" : path;
  const type = types[extname(name)];
  const bytes = type !== undefined && plainPath.test(name) ? await read(join(folder, name)) : undefined;
  if (bytes !== undefined && type !== undefined) {
    response.setHeader("cache-control", hashed.test(name) ? "public, max-age=31536000, immutable" : "no-cache");
    await send(request, response, { type, bytes });
  } else if (name === "index.html") {
    const page = { status: 503, type: "text/plain; charset=utf-8", bytes: Buffer.from(notBuilt) };
    await send(request, response, page);
  } else throw new RefusedError("console-not-there", "The page has no such file.", { status: 404 });
}

async function read(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch {
    // Not there, a folder, or not to be read: all the same to whoever asks.
    return undefined;
  }
}
