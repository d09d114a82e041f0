import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { choose, clickPicture, type Draft, movePixel, remove } from "./draft.ts";
import { type Overlay, PictureContent } from "./picture-content.tsx";

interface Props extends Overlay {
  readonly draft: Signal<Draft>;
  readonly camera: string;
}

/** Pixels of the picture that the loupe shows from its middle. */
const loupeReach = 22;

/** The picture that points are clicked in, with a loupe; arrows move the chosen point by a pixel, with Shift by ten. */
export function Picture({ draft, camera, ...overlay }: Props) {
  const { width, height } = overlay;
  const looked = useSignal<readonly [number, number] | undefined>(undefined);
  // Marks are of one size on the screen, on a phone too.
  const frame = useRef<HTMLDivElement>(null);
  const shownWidth = useSignal(640);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) shownWidth.value = entry.contentRect.width;
    });
    if (frame.current !== null) watch.observe(frame.current);
    return () => watch.disconnect();
  }, [shownWidth]);
  const unit = width / shownWidth.value;
  const pixelAt = (event: PointerEvent & { readonly currentTarget: SVGSVGElement }): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const u = ((event.clientX - box.left) / box.width) * width;
    const v = ((event.clientY - box.top) / box.height) * height;
    return [Math.min(width, Math.max(0, u)), Math.min(height, Math.max(0, v))];
  };
  const put = ([u, v]: readonly [number, number]): void => {
    const near = 12 * unit;
    const at = draft.value.points.findIndex(({ pixel }) => pixel && Math.hypot(pixel[0] - u, pixel[1] - v) < near);
    const foot = overlay.boxes
      .map(([left, top, w, h]) => [left + w / 2, top + h] as const)
      .find(([x, y]) => Math.hypot(x - u, y - v) < near);
    // A second click on the point that is worked on is no other point.
    if (at >= 0 && at === draft.value.active) return;
    if (at >= 0) draft.value = choose(draft.value, at);
    else draft.value = foot === undefined ? clickPicture(draft.value, u, v) : clickPicture(draft.value, ...foot);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.shiftKey ? 10 : 1;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-by, 0],
      ArrowRight: [by, 0],
      ArrowUp: [0, -by],
      ArrowDown: [0, by],
    };
    const move = moves[event.key];
    if (move !== undefined) draft.value = movePixel(draft.value, ...move);
    else if (event.key === "Enter") draft.value = clickPicture(draft.value, width / 2, height / 2);
    else if (event.key === "Delete" && draft.value.active !== undefined) {
      draft.value = remove(draft.value, draft.value.active);
    } else return;
    event.preventDefault();
    event.stopPropagation();
    const { points, active } = draft.value;
    looked.value = active === undefined ? undefined : points[active]?.pixel;
  };
  const at = looked.value;
  return (
    <div class="cal-picture" ref={frame}>
      <div
        class="cal-picture-keys"
        role="application"
        tabIndex={0}
        aria-label={`Picture of ${camera}: Enter puts a point in the middle, arrows move it by a pixel, with Shift by ten`}
        onKeyDown={onKeyDown}
      >
        <svg
          viewBox={`0 0 ${width} ${height}`}
          data-testid="cal-picture"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            looked.value = pixelAt(event);
          }}
          onPointerMove={(event) => (looked.value = pixelAt(event))}
          onPointerLeave={() => (looked.value = undefined)}
          onPointerUp={(event) => put(pixelAt(event))}
        >
          <PictureContent {...overlay} draft={draft.value} unit={unit} />
        </svg>
      </div>
      {at !== undefined && (
        <svg
          class={`cal-loupe ${at[0] > width / 2 ? "start" : "end"}`}
          viewBox={`${at[0] - loupeReach} ${at[1] - loupeReach} ${2 * loupeReach} ${2 * loupeReach}`}
          aria-hidden="true"
        >
          <PictureContent {...overlay} draft={draft.value} unit={0.25} />
          <path
            class="cal-cross"
            d={`M${at[0] - loupeReach} ${at[1]}h${2 * loupeReach}M${at[0]} ${at[1] - loupeReach}v${2 * loupeReach}`}
          />
        </svg>
      )}
    </div>
  );
}
