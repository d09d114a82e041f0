import { isIP } from "node:net";
import type { CommandName } from "./command-spec.ts";
import { type RawArguments, suggestion, usage } from "./read-options.ts";

/** What a page may let its visitors do beside looking. */
export type PageRight = "commands" | "install";

/** Where the page is served, to whom, and what it may do. */
export interface PageArguments {
  readonly host: string;
  /** The port that was asked for (0: any that is free); absent where nobody asked for one. */
  readonly port?: number;
  readonly allow: ReadonlySet<PageRight>;
  /** Files: the token that visitors need, and the certificate and key of TLS. */
  readonly token?: string;
  readonly cert?: string;
  readonly key?: string;
}

const rights: readonly PageRight[] = ["commands", "install"];
const companions = ["page-allow", "page-token", "page-cert", "page-key"] as const;

/**
 * Reads `--page` and what belongs to it; nothing where the page is off.
 * @throws AisleError `command-line-invalid` (usage), also where a page beyond this machine has no token or no TLS
 */
export function readPage(command: CommandName, raw: RawArguments): PageArguments | undefined {
  const where = raw.values.get("page");
  if (where === "off") {
    const left = companions.find((name) => raw.values.has(name));
    if (left !== undefined) throw usage(command, `--${left} is for the page, which is off`, `leave out --${left}`);
    return undefined;
  }
  const place = where === undefined ? { host: "127.0.0.1" } : readPlace(command, where);
  const [token, cert, key] = ["page-token", "page-cert", "page-key"].map((name) => raw.values.get(name));
  if ((cert === undefined) !== (key === undefined)) {
    throw usage(command, "--page-cert and --page-key go together", "give both, or neither");
  }
  if (!isLoopback(place.host) && (token === undefined || cert === undefined)) {
    throw usage(
      command,
      `--page ${where ?? ""} can be reached by other machines, and there it needs a token and TLS`,
      "add --page-token FILE, --page-cert FILE and --page-key FILE",
    );
  }
  return {
    ...place,
    allow: readRights(command, raw.values.get("page-allow")),
    ...(token === undefined ? {} : { token }),
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
  };
}

/** Whether an address is this machine's own and nobody else's. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function readPlace(command: CommandName, text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, named, digits] = /^(?:(?:\[([^\]]+)\]|([^:[\]]+)):)?(\d+)$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw usage(command, `--page takes [HOST:]PORT or off, got "${text}"`, "such as --page 4870");
  }
  return { host: bracketed ?? named ?? "127.0.0.1", port };
}

function readRights(command: CommandName, text: string | undefined): ReadonlySet<PageRight> {
  const words = text === undefined ? [] : text.split(",");
  return new Set(
    words.map((word) => {
      const right = rights.find((known) => known === word);
      if (right !== undefined) return right;
      throw usage(command, `--page-allow takes ${rights.join(", ")}, got "${word}"`, suggestion(word, rights));
    }),
  );
}
