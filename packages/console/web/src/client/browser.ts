import { createPageModel } from "./create-page-model.ts";
import { browserAddress } from "./page-address.ts";
import type { ShellModel } from "./shell-model.ts";
import { browserChoices } from "./stored-choices.ts";
import { browserTimers } from "./timers.ts";

/** The model of this page in this browser, until the page goes. */
export function browserModel(view: Window): ShellModel {
  const choices = browserChoices(view);
  const model = createPageModel({
    base: new URL(".", view.location.href).href,
    fetcher: (url, init) => fetch(url, init),
    timers: browserTimers,
    address: browserAddress(view),
    ...(choices && { choices }),
    newKey,
  });
  // A phone that was asleep, or a network that is back, need not wait for the next try.
  const again = () => {
    if (view.document.visibilityState === "visible" && model.connection.value === "lost") model.retry();
  };
  view.addEventListener("online", again);
  view.document.addEventListener("visibilitychange", again);
  return model;
}

/** `crypto.randomUUID` is missing where the page came without TLS from another computer. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
