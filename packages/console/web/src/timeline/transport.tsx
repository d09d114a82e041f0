import { useState } from "preact/hooks";
import type { MarkKind } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { timeOfDayTenths } from "../ui/formats.ts";
import { BackIcon, LinkIcon, OnIcon, PauseIcon, PlayIcon, StepBackIcon, StepOnIcon } from "../ui/icons.tsx";
import { interactionKinds, reviewKinds, speeds } from "./choices.ts";

type Props = { readonly model: PageModel };

/** Play, step, speed, live, and jumps from mark to mark. */
export function Transport({ model }: Props) {
  const playing = model.playing.value;
  return (
    <div class="transport" role="group" aria-label="Time">
      <button
        type="button"
        class="icon-button"
        data-testid="play"
        aria-label={playing ? "Pause" : "Play"}
        title={playing ? "Pause (space)" : "Play (space)"}
        onClick={() => (playing ? model.pause() : model.play())}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="One frame back"
        title="One frame back (←)"
        onClick={() => model.step(-1)}
      >
        <StepBackIcon />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="One frame on"
        title="One frame on (→)"
        onClick={() => model.step(1)}
      >
        <StepOnIcon />
      </button>
      <Speed model={model} />
      <LiveButton model={model} />
      <Jumps model={model} name="pick or return" short="Pick" kinds={interactionKinds} keys={["Shift ←", "Shift →"]} />
      <Jumps model={model} name="review or revision" short="Review" kinds={reviewKinds} keys={["p", "n"]} />
      <span class="transport-space" />
      {model.seeking.value && <span class="dim transport-note">loading …</span>}
      <ShownTime model={model} />
      <CopyLink model={model} />
    </div>
  );
}

/** On its own, so that the buttons are not made anew ten times a second. */
function ShownTime({ model }: Props) {
  return <span class="transport-t">{model.t.value === 0 ? "" : timeOfDayTenths(model.t.value)}</span>;
}

function Speed({ model }: Props) {
  const speed = model.speed.value;
  const choices = speeds.includes(speed) ? speeds : [...speeds, speed].sort((a, b) => a - b);
  return (
    <select
      aria-label="Speed"
      title="Speed ([ and ])"
      value={String(speed)}
      onChange={(event) => model.setSpeed(Number(event.currentTarget.value))}
    >
      {choices.map((each) => (
        <option key={each} value={String(each)}>
          {each} ×
        </option>
      ))}
    </select>
  );
}

function LiveButton({ model }: Props) {
  const replay = model.hello.value?.mode === "replay";
  if (replay && model.tape.value?.complete) return null;
  return (
    <button
      type="button"
      class="button live-button"
      aria-pressed={model.live.value}
      title={replay ? "To the end of what has been read (l)" : "Follow the store as it lives (l)"}
      onClick={() => model.goLive()}
    >
      {replay ? "Newest" : "Live"}
    </button>
  );
}

function Jumps(
  props: Props & {
    readonly name: string;
    readonly short: string;
    readonly kinds: readonly MarkKind[];
    readonly keys: readonly [string, string];
  },
) {
  const { model, name, kinds, keys } = props;
  return (
    <span class="jumps" role="group" aria-label={`Jump to a ${name}`}>
      <button
        type="button"
        class="icon-button"
        aria-label={`Previous ${name}`}
        title={`Previous ${name} (${keys[0]})`}
        onClick={() => model.jump(-1, kinds)}
      >
        <BackIcon />
      </button>
      <span aria-hidden="true">{props.short}</span>
      <button
        type="button"
        class="icon-button"
        aria-label={`Next ${name}`}
        title={`Next ${name} (${keys[1]})`}
        onClick={() => model.jump(1, kinds)}
      >
        <OnIcon />
      </button>
    </span>
  );
}

function CopyLink({ model }: Props) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(model.link());
      setSaid("Link copied");
    } catch {
      // Without TLS there is no clipboard: the address bar has it. Nobody is taken there: the page is there already.
      window.history.replaceState(null, "", model.link());
      setSaid("The link stands in the address bar");
    }
  };
  return (
    <>
      <span class="dim transport-said" role="status">
        {said}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Copy a link to this moment"
        title="Copy a link to this moment"
        onBlur={() => setSaid("")}
        onClick={() => void copy()}
      >
        <LinkIcon />
      </button>
    </>
  );
}
