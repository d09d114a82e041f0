import { AisleError, type Clock, type Logger } from "@aisle/sdk";

/** How a console is served and what may be done with it. */
export interface ConsoleOptions {
  /** What clients may do beside looking; nothing unless told. */
  readonly rights?: { readonly command?: boolean; readonly install?: boolean };
  /** At least 16 characters. With it, everything below `api/` wants it. */
  readonly token?: string;
  /** Where the page lives in the host's server, such as `/aisle`; `/` unless told. */
  readonly basePath?: string;
  readonly log?: Logger;
  /** For batches, heartbeats, time-outs and logins: the host's own time unless told, also where the store's is another. */
  readonly clock?: Clock;
  /**
   * Names, without port, under which a host app's server is reached, such as `store.example.com`. By naming them the host
   * app says that it looks after who may come: without a token, only this machine may look otherwise.
   */
  readonly hosts?: readonly string[];
  /** Folder of the built page, where a bundler has moved it away from this package. */
  readonly pageFolder?: string;
}

const leastToken = 16;

/** The base path without its last slash: empty for `/`. Raises `console-options-invalid`. */
export function checkOptions({ token, basePath = "/", hosts = [] }: ConsoleOptions): string {
  if (token !== undefined && (token.length < leastToken || !/^[\x21-\x7e]+$/.test(token))) {
    throw optionInvalid(
      `A token needs at least ${leastToken} visible ASCII characters, without spaces.`,
      "Make one with `openssl rand -hex 32`.",
    );
  }
  if (basePath === "" || !/^(?:\/[A-Za-z0-9._~-]+)*\/?$/.test(basePath) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(basePath)) {
    throw optionInvalid("The base path is no path.", "Give one such as `/aisle`.");
  }
  if (hosts.some((host) => host === "" || /[/@:\s]/.test(host))) {
    throw optionInvalid("One of `hosts` is more than a name.", "Give names such as `store.example.com`, without port.");
  }
  return basePath.replace(/\/$/, "");
}

/** An option of the console has a value that it cannot have. */
export function optionInvalid(message: string, remedy: string): AisleError {
  return new AisleError("console-options-invalid", message, { category: "usage", remedy });
}
