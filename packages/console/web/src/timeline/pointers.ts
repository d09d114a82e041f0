/** What somebody does on the line with a mouse, a finger or two. `x` in CSS pixels from its left edge. */
export interface LineGestures {
  seek(x: number): void;
  hover(x: number | undefined): void;
  /** Closer (below 1) or further, around a place. */
  zoom(factor: number, x: number): void;
  /** Sideways by so many pixels. */
  pan(by: number): void;
}

/** Listens on an element until the function it gives is called. */
export function listenToPointers(element: HTMLElement, gestures: LineGestures): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  const down = new Map<number, number>();
  let turn = 0;
  let wanted: number | undefined;

  const place = (event: { readonly clientX: number }) => event.clientX - element.getBoundingClientRect().left;
  // At most one jump for each picture, however fast the pointer is.
  const seekSoon = (x: number) => {
    wanted = x;
    turn ||= requestAnimationFrame(() => {
      turn = 0;
      if (wanted !== undefined) gestures.seek(wanted);
    });
  };

  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      down.set(event.pointerId, place(event));
      if (down.size === 1) gestures.seek(place(event));
      else wanted = undefined;
    },
    { signal },
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      const x = place(event);
      const before = down.get(event.pointerId);
      if (event.pointerType === "mouse") gestures.hover(x);
      if (before === undefined) return;
      down.set(event.pointerId, x);
      if (down.size === 1) {
        seekSoon(x);
        return;
      }
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
      if (other === undefined) return;
      const [wide, was] = [Math.abs(x - other), Math.abs(before - other)];
      if (wide > 8 && was > 8) gestures.zoom(was / wide, (x + other) / 2);
      gestures.pan((before - x) / 2);
    },
    { signal },
  );
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
    element.addEventListener(type, (event) => void down.delete(event.pointerId), { signal });
  }
  element.addEventListener("pointerleave", () => gestures.hover(undefined), { signal });
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const pixels = event.deltaMode === 1 ? 16 : 1;
      const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) gestures.pan(sideways * pixels);
      else gestures.zoom(Math.exp(Math.max(-120, Math.min(120, event.deltaY * pixels)) * 0.003), place(event));
    },
    { signal, passive: false },
  );
  return () => {
    ends.abort();
    if (turn !== 0) cancelAnimationFrame(turn);
  };
}
