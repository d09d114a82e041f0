import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** A folder with a store and two drivers, that is gone at the end. */
export interface StoreFolder extends Disposable {
  readonly path: string;
  /** Writes a file in it; gives its path. */
  write(name: string, text: string): string;
}

const zod = pathToFileURL(createRequire(join(import.meta.dirname, "../../sdk/package.json")).resolve("zod")).href;
const rxjs = pathToFileURL(createRequire(join(import.meta.dirname, "../../sdk/package.json")).resolve("rxjs")).href;

/** `good-gate` answers at once; `bad-gate` tells its password in the error with which it refuses to open. */
const drivers = `
import z from ${JSON.stringify(zod)};
import rxjs from ${JSON.stringify(rxjs)};
const base = { kind: "turnstile", transport: "none", liveness: "unwatched" };
export default [
  { ...base, id: "good-gate", settings: z.strictObject({ lane: z.number().default(1) }),
    open: () => ({ info: { maker: "Acme", model: "G1" }, readings: rxjs.NEVER }) },
  { ...base, id: "bad-gate", settings: z.strictObject({ login: z.string() }),
    open: ({ settings, log }) => {
      const login = typeof settings.login === "string" ? settings.login : settings.login.reveal();
      log.warn("login with " + login + " failed");
      throw Object.assign(new Error("refused " + login), { code: "ECONNREFUSED", request: { auth: login } });
    } },
];
`;
const store = {
  format: "aisle-store/1",
  name: "x",
  currency: "EUR",
  floor: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
};

export function storeFolder(): StoreFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "aisle-store-")));
  const write = (name: string, text: string): string => {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  write("drivers.mjs", drivers);
  write("store.json", JSON.stringify(store));
  return { path, write, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
