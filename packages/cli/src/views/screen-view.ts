import type { CliIo } from "../io/io.ts";
import { applyEvent, applyNote, applyReceipt, type LiveStore } from "./live-store.ts";
import { screenLines } from "./screen.ts";
import { type StoreView, summaryLines } from "./store-view.ts";
import { openTerminal } from "./terminal.ts";

/** Shows the store on a whole terminal, redrawn as it changes; `now` is store time. */
export function createScreenView(io: CliIo, store: LiveStore, now: () => number): StoreView {
  const terminal = openTerminal(io, (size) => {
    store.at = Math.max(store.at, now());
    return screenLines(store, size);
  });
  // The clock on the screen goes on in a store where nothing happens.
  let cancel = io.clock.schedule(0, function beat() {
    terminal.redraw();
    cancel = io.clock.schedule(1_000, beat);
  });
  const close = (): void => {
    cancel();
    terminal.close();
  };
  return {
    page(url) {
      store.page = url;
      terminal.redraw();
    },
    event(event) {
      applyEvent(store, event);
      terminal.redraw();
    },
    receipt(checked) {
      applyReceipt(store, checked);
      terminal.redraw();
    },
    status(device, _kind, status) {
      store.devices.set(device, status);
      terminal.redraw();
    },
    note(text) {
      applyNote(store, text);
      terminal.redraw();
    },
    end(summary) {
      close();
      for (const line of summaryLines(summary)) io.stdout.write(`${line}\n`);
    },
    close,
  };
}
