import { AisleError } from "../../errors/aisle-error.ts";
import type { Clock, Random } from "../../time/clock.ts";
import type { TransportProvider } from "../../transports/define-transport.ts";
import type { ByteTransport } from "../../transports/transports.ts";
import { checkFaultPlan, type FaultName, type FaultPlan } from "./fault-plan.ts";
import { type FaultContext, faultyBytes, happens } from "./faulty-bytes.ts";

/** What decides about faults. */
export interface FaultSources {
  readonly clock: Clock;
  readonly random: Random;
}

/** A stream of bytes with faults. */
export interface FaultyTransport extends ByteTransport {
  /** How often each fault has happened. */
  readonly faults: Readonly<Record<FaultName, number>>;
}

/**
 * Puts faults into a stream of bytes, fake or real: the same plan, chance and bytes give the same faults. Each
 * subscription to `bytes$` is a connection of its own: one that fell half-open stays so until it ends.
 * Raises `settings-invalid` for a plan that is none.
 */
export function faultyTransport(
  transport: ByteTransport,
  plan: FaultPlan,
  { clock, random }: FaultSources,
): FaultyTransport {
  const counts = noFaults();
  return { ...faulty(transport, { plan: checkFaultPlan(plan), clock, random, counts }), faults: counts };
}

/**
 * The same for a provider: what it opens has faults, on the hub's clock. `faults` counts those of all its connections.
 * Raises `settings-invalid` for a plan that is none.
 */
export function faultyProvider<T extends "tcp" | "serial", S>(
  provider: TransportProvider<T, S>,
  plan: FaultPlan,
  random: Random,
): TransportProvider<T, S> & { readonly faults: Readonly<Record<FaultName, number>> } {
  const checked = checkFaultPlan(plan);
  const counts = noFaults();
  return {
    transport: provider.transport,
    settings: provider.settings,
    async open(context) {
      const open = await provider.open(context);
      const transport: ByteTransport = faulty(open.transport, { plan: checked, clock: context.clock, random, counts });
      return { ...open, transport };
    },
    faults: counts,
  };
}

function faulty(transport: ByteTransport, context: FaultContext): ByteTransport {
  return {
    bytes$: faultyBytes(transport.bytes$, context),
    async write(bytes, options) {
      if (happens("slowWrite", context)) {
        await pause(context.random() * context.plan.slowWriteMs, context.clock, options?.signal);
      }
      await transport.write(bytes, options);
    },
  };
}

function pause(ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      cancel();
      reject(new AisleError("aborted", "The write was given up.", { category: "transport", retryable: true }));
    };
    const cancel = clock.schedule(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
  });
}

function noFaults(): Record<FaultName, number> {
  return {
    split: 0,
    merge: 0,
    delay: 0,
    drop: 0,
    duplicate: 0,
    garbage: 0,
    halfOpen: 0,
    disconnect: 0,
    slowWrite: 0,
  };
}
