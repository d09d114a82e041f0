import type { StoreModel } from "@aisle/sdk/store";
import type { Signal } from "@preact/signals";
import { memo } from "preact/compat";
import { boundsOf, gondolasOf } from "../../../../src/installer/index.ts";
import { type Draft, setPlace } from "./draft.ts";
import { landmarksOf, snap } from "./snap.ts";

interface Props {
  readonly store: StoreModel;
  readonly draft: Signal<Draft>;
  readonly wrong: readonly number[];
  /** Where the camera was found to hang. */
  readonly camera: readonly [number, number, number] | undefined;
}

/** Pixels of the screen within which a click goes to a corner or post. */
const snapPixels = 14;
const margin = 0.4;

/**
 * The floor plan: a click says where the chosen point is. Typed metres do the same for the keyboard. It has thousands of
 * corners, and is not gone through again with every frame of the camera.
 */
export const Plan = memo(({ store, draft, wrong, camera }: Props) => {
  const { minX, minY, maxX, maxY } = boundsOf(store.floor);
  const wide = maxX - minX + 2 * margin;
  const high = maxY - minY + 2 * margin;
  const unit = Math.max(wide, high) / 100;
  const landmarks = landmarksOf(store);
  const onClick = (event: MouseEvent & { readonly currentTarget: SVGSVGElement }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = Math.min(box.width / wide, box.height / high);
    const x = minX - margin + (event.clientX - box.left - (box.width - wide * scale) / 2) / scale;
    const y = maxY + margin - (event.clientY - box.top - (box.height - high * scale) / 2) / scale;
    const at = snap(landmarks, x, y, snapPixels / scale)?.at ?? [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
    draft.value = setPlace(draft.value, at[0], at[1]);
  };
  return (
    <svg
      class="cal-plan"
      viewBox={`${minX - margin} ${-maxY - margin} ${wide} ${high}`}
      role="img"
      aria-label="Floor plan; a click sets the place of the chosen point. Metres can be typed below."
      data-testid="cal-plan"
      onClick={onClick}
    >
      <polygon class="cal-floor" points={store.floor.map(([x, y]) => `${x},${-y}`).join(" ")} />
      {gondolasOf(store.shelves).map((box, i) => (
        <rect
          key={i}
          class="cal-gondola"
          x={box.minX}
          y={-box.maxY}
          width={box.maxX - box.minX}
          height={box.maxY - box.minY}
        />
      ))}
      {landmarks.map(({ at: [x, y], name }) => (
        <circle key={`${x}/${y}`} class="cal-landmark" cx={x} cy={-y} r={0.35 * unit}>
          <title>{name}</title>
        </circle>
      ))}
      {store.gates.map(({ id, at: [x, y], inward, width }) => (
        <path
          key={id}
          class="cal-gate"
          d={`M${x + (inward[1] * width) / 2} ${-(y - (inward[0] * width) / 2)}L${x - (inward[1] * width) / 2} ${-(y + (inward[0] * width) / 2)}`}
        />
      ))}
      {camera !== undefined && <circle class="cal-camera" cx={camera[0]} cy={-camera[1]} r={1.4 * unit} />}
      {draft.value.points.map(({ place }, i) =>
        place === undefined ? null : (
          <g
            key={i}
            class={`cal-point ${i === draft.value.active ? "active" : ""} ${wrong.includes(i) ? "wrong" : ""}`}
            transform={`translate(${place[0]} ${-place[1]}) scale(${unit / 3.2})`}
          >
            <circle r="6" />
            <text x="9" y="-6">
              {i + 1}
            </text>
          </g>
        ),
      )}
    </svg>
  );
});
