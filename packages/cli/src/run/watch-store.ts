import { type Fusion, fuse, staffByList } from "@aisle/fusion";
import { type Hub, silentLogger } from "@aisle/sdk";
import type { Recorder } from "@aisle/sdk/recording";
import { Subscription } from "rxjs";
import { createReceiptCheck, type ReceiptCheck } from "../truth/index.ts";
import type { LiveStore, StoreView } from "../views/index.ts";
import { admitMembers } from "./host-app.ts";
import type { StorePlan } from "./running-store.ts";

/** A hub with fusion, the host app and a view on it. */
export interface WatchedStore {
  readonly fusion: Fusion;
  readonly check: ReceiptCheck;
  readonly counts: { readonly readings: number; readonly open: number };
  /** Hears no more; the hub stays open. */
  stop(): void;
}

/** Starts fusion and the host app on an open hub, and tells the view what happens. */
export function watchStore(
  hub: Hub,
  plan: StorePlan,
  view: StoreView,
  live: LiveStore,
  recorder?: Recorder,
): WatchedStore {
  const { model, clock } = plan;
  const counts = { readings: 0, open: 0 };
  const check = createReceiptCheck(plan.simulated, (checked) => {
    live.counts = check.counts;
    view.receipt(checked);
  });
  const log = { ...silentLogger, error: (message: string) => view.note(message, clock.now()) };
  const isStaff = staffByList(plan.staff ?? []);
  const fusion: Fusion = fuse(hub, model, { clock, log, isStaff, ...(recorder && { onClock: recorder.onClock }) });
  const all = new Subscription(() => fusion.stop());

  for (const [id, { kind, status }] of hub.devices) view.status(id, kind, status);
  all.add(hub.statuses$.subscribe(({ device, kind, status }) => view.status(device, kind, status)));
  all.add(
    hub.readings$.subscribe(() => {
      counts.readings += 1;
    }),
  );
  all.add(
    fusion.events$.subscribe((event) => {
      if (event.type === "session.opened") counts.open += 1;
      if (event.type === "session.closed") counts.open -= 1;
      view.event(event);
      if (event.type === "receipt.issued") check.receipt(event.receipt);
      check.advance(event.at);
    }),
  );
  if (plan.hostAdmits) all.add(admitMembers(hub, model, (text) => view.note(text, clock.now())));
  return { fusion, check, counts, stop: () => all.unsubscribe() };
}
