import type { PageModel } from "../client/page-model.ts";
import "./timeline.css";
import { Track } from "./track.tsx";
import { Transport } from "./transport.tsx";

/** The time of the page: what was read so far with its marks, the play head, and the buttons that move it. */
export function TimeLine({ model }: { readonly model: PageModel }) {
  return (
    <section class="time-room" aria-label="Time">
      <Transport model={model} />
      <Track model={model} />
    </section>
  );
}
