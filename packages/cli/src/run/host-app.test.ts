import {
  AisleError,
  type CommandOptions,
  type CommandOutcome,
  type Device,
  type DeviceKind,
  type Hub,
  type Reading,
} from "@aisle/sdk";
import { NEVER, Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { morning, sampleModel } from "../testing/samples.ts";
import { admitMembers } from "./host-app.ts";

function store(outcome: CommandOutcome<undefined>, gates: readonly string[] = ["gate-1"]) {
  const readings$ = new Subject<Reading>();
  const admitted: { gate: string; direction: string; key: string | undefined }[] = [];
  const notes: string[] = [];
  const device = (gate: string): Pick<Device<"turnstile">, "commands"> => ({
    commands: {
      admit: ({ direction }: { direction: string }, options?: CommandOptions) => {
        admitted.push({ gate, direction, key: options?.key });
        return Promise.resolve(outcome);
      },
      setMode: () => Promise.resolve(outcome),
    },
  });
  const hub: Partial<Hub> = {
    devices: new Map(gates.map((gate) => [gate, device(gate) as Device])),
    device: <K extends DeviceKind>(id: string) => device(id) as unknown as Device<K>,
    readings$,
    statuses$: NEVER,
    close: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const subscription = admitMembers(hub as Hub, sampleModel, (note) => void notes.push(note));
  const scan = (at: number, scanner = "scanner-1"): void => {
    const stamp = { device: scanner, at, receivedAt: at, run: 1, seq: 1 };
    readings$.next({ ...stamp, kind: "barcode-scanner", type: "scan", data: { symbology: "]Q1", data: "MEMBER-1" } });
  };
  return { admitted, notes, scan, subscription };
}

const done = { outcome: "done", output: undefined } as const;
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe("the host app at the gates", () => {
  it("admits whoever scans, at the gate of that scanner, and again for a companion", async () => {
    const { admitted, notes, scan } = store(done);
    scan(morning);
    scan(morning + 2_000);
    await settle();
    expect(admitted).toEqual([
      { gate: "gate-1", direction: "in", key: `scanner-1@${morning}` },
      { gate: "gate-1", direction: "in", key: `scanner-1@${morning + 2_000}` },
    ]);
    expect(notes).toEqual([]);
  });

  it("does not open twice for a scan that arrives twice, and not at all for a scanner inside the store", () => {
    const { admitted, scan } = store(done);
    scan(morning);
    scan(morning);
    scan(morning, "price-checker");
    expect(admitted).toHaveLength(1);
  });

  it("tells what was refused and what nobody knows, without the credential", async () => {
    const error = new AisleError("device-not-online", "gate-1 is offline", {
      category: "device",
      remedy: "check its cable",
    });
    const refused = store({ outcome: "refused", error });
    refused.scan(morning);
    const unknown = store({ outcome: "unknown", error });
    unknown.scan(morning);
    await settle();
    expect(refused.notes).toEqual(["gate-1 refused to admit a member: gate-1 is offline (check its cable)"]);
    expect(unknown.notes).toEqual([
      "gate-1 may or may not have admitted a member: gate-1 is offline (check its cable)",
    ]);
  });

  it("tells when the gate of the store model is no device of the hub", () => {
    const { admitted, notes, scan } = store(done, []);
    scan(morning);
    expect([admitted.length, notes]).toEqual([0, ["gate-1: a member scanned, but the hub has no such turnstile"]]);
  });

  it("admits nobody any more once it is stopped", () => {
    const { admitted, scan, subscription } = store(done);
    subscription.unsubscribe();
    scan(morning);
    expect(admitted).toEqual([]);
  });
});
