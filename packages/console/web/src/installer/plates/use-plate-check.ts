import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { observePlates, type PlateCheck } from "../../../../src/installer/index.ts";
import type { PageModel } from "../../client/page-model.ts";
import { storeNow } from "../store-now.ts";

/** How often the plates are asked, ms, and when those of the other shelves are asked too: the wires may be crossed. */
const pollEvery = 400;
const widenAfter = 4_000;

/** Whether somebody may be in the store, as far as the page knows: the past does not tell. */
function isOccupied(model: PageModel): boolean {
  return !model.live.peek() || model.state.peek().sessions.length > 0;
}

/** Polls while a check runs, and puts what comes of it into `check`. What is wrong with the polling is what it gives. */
export function usePlatePolling(
  model: PageModel,
  check: Signal<PlateCheck | undefined>,
  running: boolean,
): Signal<string> {
  const trouble = useSignal("");
  useEffect(() => {
    if (!running) return;
    let waiting = false;
    let turn = 0;
    let gone = false;
    const poll = async (): Promise<void> => {
      const now = check.peek();
      const shelf = now?.order.find(({ plate }) => plate === now.asked)?.shelf;
      if (waiting || now === undefined || shelf === undefined) return;
      waiting = true;
      try {
        const others = [...new Set(now.order.map((entry) => entry.shelf))].filter((id) => id !== shelf);
        const late = !isOccupied(model) && storeNow(model) - now.askedAt > widenAfter && others.length > 0;
        // One other shelf a turn, so that a store of many costs no more.
        const asked = late ? [shelf, others[turn++ % others.length]!] : [shelf];
        const heard = (await Promise.all(asked.map((id) => model.plates(id)))).flat();
        const latest = check.peek();
        if (!gone && latest !== undefined && latest.asked === now.asked) {
          check.value = observePlates(latest, heard, storeNow(model), isOccupied(model));
        }
        trouble.value = "";
      } catch (error) {
        trouble.value = error instanceof Error ? error.message : "The plates cannot be asked.";
      }
      waiting = false;
    };
    const timer = setInterval(() => void poll(), pollEvery);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [running, model, check, trouble]);
  return trouble;
}
