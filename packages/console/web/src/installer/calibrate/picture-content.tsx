import type { Draft } from "./draft.ts";
import type { PictureLine } from "./floor-lines.ts";

/** What is shown in a camera's picture. Everything in its pixels. */
export interface Overlay {
  readonly width: number;
  readonly height: number;
  /** Address of a picture the user chose. */
  readonly image: string | undefined;
  /** Left, top, width, height of people the camera sees. */
  readonly boxes: readonly (readonly [number, number, number, number])[];
  readonly lines: readonly PictureLine[];
  /** Points that do not go with the others, from 0. */
  readonly wrong: readonly number[];
}

/** `unit`: how large marks are, pixels of the picture. */
export function PictureContent({
  width,
  height,
  image,
  boxes,
  lines,
  wrong,
  draft,
  unit,
}: Overlay & { readonly draft: Draft; readonly unit: number }) {
  return (
    <>
      <rect class="cal-ground" width={width} height={height} />
      {image !== undefined && <image href={image} width={width} height={height} preserveAspectRatio="none" />}
      {lines.map(({ kind, path }) => (
        <path key={path} class={`cal-line ${kind}`} d={path} />
      ))}
      {boxes.map(([left, top, w, h]) => (
        <g key={`${left}/${top}`} class="cal-box">
          <rect x={left} y={top} width={w} height={h} />
          <circle cx={left + w / 2} cy={top + h} r={3 * unit} />
        </g>
      ))}
      {draft.points.map(({ pixel }, i) =>
        pixel === undefined ? null : (
          <g
            key={i}
            class={`cal-point ${i === draft.active ? "active" : ""} ${wrong.includes(i) ? "wrong" : ""}`}
            transform={`translate(${pixel[0]} ${pixel[1]}) scale(${unit})`}
          >
            <path d="M-9 0h6M3 0h6M0 -9v6M0 3v6" />
            <circle r="6" />
            <text x="9" y="-6">
              {i + 1}
            </text>
          </g>
        ),
      )}
    </>
  );
}
