import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** The button that had the focus: which device's, and which of its. */
interface Place {
  readonly device: string;
  readonly key: string;
}

/**
 * Gives the focus back to the button that had it. A device that changes its section is made anew there, and a button
 * that rests while its wish is under way loses the focus: without this a keyboard would begin at the top of the page.
 * Buttons carry `data-focus`, devices `data-device`.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const had = useRef<Place | undefined>(undefined);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target.closest("dialog")) return;
      had.current = list.current?.contains(target) ? placeOf(target) : undefined;
    };
    // Whoever presses beside all buttons has left.
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest("button, input, select, label, dialog") === null) {
        had.current = undefined;
      }
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("pointerdown", onPress);
    return () => {
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("pointerdown", onPress);
    };
  }, [list]);
  // After each picture of the list: only where nothing has the focus.
  useLayoutEffect(() => {
    if (had.current === undefined || (document.activeElement ?? document.body) !== document.body) return;
    const { device, key } = had.current;
    const at = `[data-device="${CSS.escape(device)}"] [data-focus="${CSS.escape(key)}"]`;
    list.current?.querySelector<HTMLElement>(at)?.focus({ preventScroll: true });
  });
}

function placeOf(target: Element): Place | undefined {
  const device = target.closest("[data-device]")?.getAttribute("data-device");
  const key = target.closest("[data-focus]")?.getAttribute("data-focus");
  return device && key ? { device, key } : undefined;
}
