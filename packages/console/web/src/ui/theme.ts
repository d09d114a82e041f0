import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";

/** What was chosen on this page, and what the system prefers. */
const chosen = signal<"system" | "light" | "dark">("system");
const systemDark = signal(false);

/** Whether the page is dark now. Colours of CSS follow by themselves; what is drawn on a canvas reads this. */
export const isDark: ReadonlySignal<boolean> = computed(() =>
  chosen.value === "system" ? systemDark.value : chosen.value === "dark",
);

/** Lets the page follow the choice and the system, until the function it gives is called. */
export function followTheme(theme: ReadonlySignal<"system" | "light" | "dark">, view: Window): () => void {
  const query = view.matchMedia("(prefers-color-scheme: dark)");
  const look = () => (systemDark.value = query.matches);
  look();
  query.addEventListener("change", look);
  const stop = effect(() => {
    chosen.value = theme.value;
    const root = view.document.documentElement;
    if (theme.value === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme.value;
  });
  return () => {
    stop();
    query.removeEventListener("change", look);
  };
}
