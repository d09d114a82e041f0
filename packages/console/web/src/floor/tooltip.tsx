import type { ReadonlySignal } from "@preact/signals";
import type { PageModel, Selection } from "../client/page-model.ts";
import { describe } from "./describe.ts";
import type { Stage } from "./stage.ts";

/** What the pointer is at, and where on the floor's canvas (CSS pixels). */
export interface Pointed {
  readonly what: Selection;
  readonly x: number;
  readonly y: number;
}

/** What is known of the thing under the pointer. */
export function Tooltip({
  model,
  stage,
  pointed,
}: {
  readonly model: PageModel;
  readonly stage: ReadonlySignal<Stage | undefined>;
  readonly pointed: ReadonlySignal<Pointed | undefined>;
}) {
  const at = pointed.value;
  const plan = stage.value?.plan;
  if (at === undefined || plan === undefined) return null;
  // A person's cart may fill while the pointer rests.
  const state = model.state.value;
  const text = describe(at.what, plan, stage.value?.people ?? [], state);
  if (text === undefined) return null;
  const left = at.x > 260;
  const up = at.y > 160;
  return (
    <div
      class="floor-tooltip card"
      aria-hidden="true"
      style={{
        transform: `translate(${Math.round(at.x + (left ? -12 : 12))}px, ${Math.round(at.y + (up ? -12 : 12))}px) translate(${left ? "-100%" : "0"}, ${up ? "-100%" : "0"})`,
      }}
    >
      <strong>{text.title}</strong>
      {text.lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}
