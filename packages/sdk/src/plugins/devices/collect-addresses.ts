import { AisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import { show } from "../../errors/show.ts";
import type { Logger } from "../../hub/log.ts";
import type { Clock } from "../../time/clock.ts";
import type { AnyTransportProvider } from "../../transports/define-transport.ts";
import type { DeviceFacts, DiscoveredAddress } from "../../transports/discovery.ts";
import type { PluginStory } from "../loading/plugin-report.ts";

/** What one transport has found. */
export interface FoundAddresses {
  readonly transport: string;
  readonly addresses: readonly DiscoveredAddress[];
  readonly story?: PluginStory;
}

/** How one transport is asked. */
export interface SearchContext {
  /** How long to look, in milliseconds. */
  readonly within: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal | undefined;
}

/** More than a store has, and little enough to look at. */
const most = 1_000;

const stop = Symbol("stop");

/** Asks one transport until it is done, its time is over, or nobody wants to know any more. Never rejects. */
export async function collectAddresses(
  provider: AnyTransportProvider,
  context: SearchContext,
): Promise<FoundAddresses> {
  const { transport } = provider;
  const addresses: DiscoveredAddress[] = [];
  const { clock, log, within, signal } = context;
  const own = new AbortController();
  const stopped = new Promise<typeof stop>((resolve) => {
    own.signal.addEventListener("abort", () => resolve(stop), { once: true });
  });
  const abort = (): void => own.abort();
  const cancel = clock.schedule(within, abort);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted === true) abort();
  let search: AsyncIterator<DiscoveredAddress> | undefined;
  try {
    search = provider.discover?.({ signal: own.signal, clock, log })[Symbol.asyncIterator]();
    while (search !== undefined && addresses.length < most) {
      const next = await Promise.race([search.next(), stopped]);
      if (next === stop || next.done === true) break;
      addresses.push(checkAddress(next.value));
    }
    return { transport, addresses };
  } catch (thrown) {
    return { transport, addresses, story: storyOf(transport, thrown) };
  } finally {
    cancel();
    signal?.removeEventListener("abort", abort);
    own.abort();
    void letGo(search);
  }
}

/** One that hangs is not waited for; nor is what it throws on its way out anybody's concern. */
async function letGo(search: AsyncIterator<DiscoveredAddress> | undefined): Promise<void> {
  try {
    await search?.return?.();
  } catch {
    // It has been given up.
  }
}

interface Fields {
  readonly settings?: unknown;
  readonly facts?: unknown;
}

function checkAddress(value: unknown): DiscoveredAddress {
  const { settings, facts } = (typeof value === "object" && value !== null ? value : {}) as Fields;
  const entries = typeof facts === "object" && facts !== null ? Object.entries(facts) : undefined;
  if (entries?.every(isFact) === true) {
    // A copy: what the transport does with its own later changes nothing here.
    return { settings, facts: Object.fromEntries(entries) };
  }
  throw new AisleError("driver-bug", `it found ${show(value)}, which is no { settings, facts }.`, {
    category: "driver",
    remedy: "Report it to the maker of the transport, with this message.",
  });
}

function isFact(entry: [string, unknown]): entry is [string, DeviceFacts[string]] {
  return [entry[1]].flat().every((value) => typeof value === "string" || typeof value === "number");
}

function storyOf(transport: string, thrown: unknown): PluginStory {
  const { code, message, remedy } = toAisleError(thrown);
  return {
    severity: "error",
    code,
    message: `The transport ${transport} could not look for devices: ${message}`,
    remedy: remedy ?? "Write the address of its devices by hand.",
  };
}
