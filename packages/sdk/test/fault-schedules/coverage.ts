import { type DeviceState, type DeviceStatus, type ReasonCode, reasonCodes } from "@aisle/sdk";

/** Where each state may go: the whole status machine. */
const edges: Readonly<Record<DeviceState, readonly DeviceState[]>> = {
  idle: ["idle", "connecting", "closing"],
  connecting: ["online", "offline", "blocked", "idle", "closing"],
  online: ["degraded", "offline", "blocked", "idle", "closing"],
  degraded: ["degraded", "online", "offline", "blocked", "idle", "closing"],
  offline: ["connecting", "offline", "blocked", "idle", "closing"],
  blocked: ["connecting", "idle", "closing"],
  closing: ["closed"],
  closed: [],
};

/** Counts which edges of the status machine and which reasons were reached, and finds those that must not be. */
export class Coverage {
  readonly edges = new Map<string, number>();
  readonly reasons = new Map<ReasonCode, number>();
  /** Schedules, faults, virtual minutes, readings, and commands by outcome. */
  readonly totals = new Map<string, number>();

  constructor() {
    for (const [from, targets] of Object.entries(edges)) for (const to of targets) this.edges.set(`${from} → ${to}`, 0);
    for (const code of reasonCodes) this.reasons.set(code, 0);
  }

  /** What is wrong with a change of status, or `undefined`. */
  change(from: DeviceStatus, to: DeviceStatus): string | undefined {
    const edge = `${from.state} → ${to.state}`;
    const count = this.edges.get(edge);
    if (count === undefined) return `went ${edge}`;
    this.edges.set(edge, count + 1);
    if (!("reason" in to)) return undefined;
    const { code } = to.reason;
    if (!this.reasons.has(code)) return `has a reason "${code}" that is none`;
    this.reasons.set(code, (this.reasons.get(code) ?? 0) + 1);
    return undefined;
  }

  add(what: string, count: number): void {
    this.totals.set(what, (this.totals.get(what) ?? 0) + count);
  }

  /** Edges and reasons that nothing has reached yet. */
  missing(): readonly string[] {
    return [...this.edges, ...this.reasons].filter(([, count]) => count === 0).map(([name]) => name);
  }

  table(): string {
    const rows = (counts: ReadonlyMap<string, number>): string[] =>
      [...counts].map(([name, count]) => `  ${name.padEnd(26)}${String(count).padStart(12)}`);
    return [
      "edges of the status machine",
      ...rows(this.edges),
      "reason codes",
      ...rows(this.reasons),
      "totals",
      ...rows(this.totals),
    ].join("\n");
  }
}
