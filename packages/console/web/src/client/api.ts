import {
  apiPath,
  type Chunk,
  type CommandAnswer,
  type CommandRequest,
  type Evidence,
  type Hello,
  type InstallRequest,
  type PlateStatistics,
  type ServiceRequest,
  type TruthOverlay,
} from "../../../src/wire/index.ts";
import { failureOf, WireFailure } from "./wire-failure.ts";

/** `fetch`, or what stands for it in a test. */
export type Fetcher = (url: string, init?: RequestInit) => Promise<Response>;

/** The requests of the wire format. All reject with `WireFailure`; `undefined` is a 404. */
export interface Api {
  readonly hello: () => Promise<Hello>;
  readonly chunk: (index: number) => Promise<Chunk | undefined>;
  readonly moment: (t: number) => Promise<Chunk | undefined>;
  readonly truth: () => Promise<TruthOverlay | undefined>;
  readonly evidence: (interaction: string) => Promise<Evidence | undefined>;
  readonly plates: (shelf: string) => Promise<readonly PlateStatistics[]>;
  readonly command: (request: CommandRequest) => Promise<CommandAnswer>;
  readonly setService: (request: ServiceRequest) => Promise<CommandAnswer>;
  readonly install: (request: InstallRequest) => Promise<void>;
  /** Whether the token was right. */
  readonly login: (token: string) => Promise<boolean>;
  readonly logout: () => Promise<void>;
  /** The open answer to `GET stream`, whatever its status. */
  readonly stream: (lastEventId: string | undefined, signal: AbortSignal) => Promise<Response>;
}

/** A read is given up after this long, ms; what changes something after twice that. */
const patience = 20_000;

/** `base` is the address of the page with a slash at its end. */
export function createApi(base: string, fetcher: Fetcher): Api {
  const at = (path: string) => `${base}${apiPath}/${path}`;

  async function ask(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetcher(at(path), { credentials: "same-origin", cache: "no-store", ...init });
    } catch {
      const remedy = "Is the server still running? Look whether the page comes back, before you do it again.";
      throw new WireFailure("page.no-answer", "The server did not answer.", 0, remedy);
    }
  }

  async function body<T>(response: Response): Promise<T> {
    if (!response.ok) throw await failureOf(response);
    if (response.status === 204) return undefined as T;
    try {
      return (await response.json()) as T;
    } catch {
      throw new WireFailure("page.bad-answer", "The server's answer could not be read.", response.status);
    }
  }

  async function get<T>(path: string): Promise<T> {
    return body<T>(await ask(path, { signal: AbortSignal.timeout(patience) }));
  }

  async function find<T>(path: string): Promise<T | undefined> {
    const response = await ask(path, { signal: AbortSignal.timeout(patience) });
    return response.status === 404 ? undefined : body<T>(response);
  }

  const send = (path: string, value: unknown) =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(value),
      signal: AbortSignal.timeout(2 * patience),
    });

  return {
    hello: () => get("hello"),
    chunk: (index) => find(`chunks/${index}`),
    moment: (t) => find(`moment?t=${t}`),
    truth: () => find("truth"),
    evidence: (interaction) => find(`evidence/${encodeURIComponent(interaction)}`),
    plates: (shelf) => get(`plates?shelf=${encodeURIComponent(shelf)}`),
    command: async (request) => body(await send("commands", request)),
    setService: async (request) => body(await send("service", request)),
    async install(request) {
      const response = await send("install", request);
      if (!response.ok) throw await failureOf(response);
    },
    async login(token) {
      const response = await send("login", { token });
      if (response.ok) return true;
      if (response.status === 401 || response.status === 403) return false;
      throw await failureOf(response);
    },
    async logout() {
      const response = await send("logout", {});
      if (!response.ok) throw await failureOf(response);
    },
    stream(lastEventId, signal) {
      const headers: Record<string, string> = { accept: "text/event-stream" };
      if (lastEventId !== undefined) headers["last-event-id"] = lastEventId;
      return ask("stream", { headers, signal });
    },
  };
}
