import { effect, type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Mark } from "../../../src/wire/index.ts";
import type { PageModel } from "../client/page-model.ts";
import { timeOfDay, timeOfDayTenths } from "../ui/formats.ts";
import { MinusIcon, PlusIcon } from "../ui/icons.tsx";
import { isDark } from "../ui/theme.ts";
import { markNear } from "./bins.ts";
import { type Colours, drawLine, readColours } from "./draw.ts";
import { listenToPointers } from "./pointers.ts";
import { following, type Span, shifted, toT, visibleSpan, wholeOf, zoomed } from "./scale.ts";

type Props = { readonly model: PageModel };

interface Hover {
  readonly x: number;
  readonly t: number;
  readonly mark: Mark | undefined;
}

/** The line itself: a slider over the tape. */
export function Track({ model }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const chosen = useSignal<Span | undefined>(undefined);
  const hover = useSignal<Hover | undefined>(undefined);
  const width = useSignal(0);
  useEffect(() => trackLine(place.current!, canvas.current!, { model, chosen, hover, width }), [model]);

  const zoom = (factor: number) => {
    const range = model.tape.value;
    if (range === undefined) return;
    const span = visibleSpan(chosen.value, range, model.live.value, model.t.value);
    chosen.value = zoomed(span, factor, model.t.value, wholeOf(range));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const range = model.tape.value;
    const by = { ArrowUp: 10_000, ArrowDown: -10_000, PageUp: 60_000, PageDown: -60_000 }[event.key];
    if (event.key === "Home" && range) model.seek(range.from);
    else if (event.key === "End") model.goLive();
    else if (event.key === "+" || event.key === "=") zoom(0.5);
    else if (event.key === "-") zoom(2);
    else if (by !== undefined) model.seek(model.t.value + by);
    else return;
    event.preventDefault();
  };
  return (
    <div class="track-row">
      <div class="track" ref={place}>
        <canvas ref={canvas} aria-hidden="true" />
        <Slider model={model} onKeyDown={onKeyDown} />
        <HoverText hover={hover} width={width} />
      </div>
      <div class="track-zoom" role="group" aria-label="Zoom of the time line">
        <button type="button" class="icon-button" aria-label="Closer" title="Closer (wheel)" onClick={() => zoom(0.5)}>
          <PlusIcon />
        </button>
        <button type="button" class="icon-button" aria-label="Further" title="Further (wheel)" onClick={() => zoom(2)}>
          <MinusIcon />
        </button>
      </div>
    </div>
  );
}

/** What assistive tech and the keyboard meet; a second is fine enough for them. */
function Slider({ model, onKeyDown }: Props & { readonly onKeyDown: (event: KeyboardEvent) => void }) {
  const range = model.tape.value;
  const second = Math.floor(model.t.value / 1_000);
  return (
    <div
      class="track-slider"
      role="slider"
      tabIndex={0}
      data-testid="time-line"
      aria-label="Time line"
      aria-valuemin={Math.floor((range?.from ?? 0) / 1_000)}
      aria-valuemax={Math.ceil((range === undefined ? 0 : wholeOf(range).to) / 1_000)}
      aria-valuenow={second}
      aria-valuetext={`${timeOfDay(second * 1_000)}${model.live.value ? ", live" : ""}`}
      title=""
      onKeyDown={onKeyDown}
    />
  );
}

function HoverText({ hover, width }: { readonly hover: Signal<Hover | undefined>; readonly width: Signal<number> }) {
  const at = hover.value;
  if (at === undefined) return null;
  const left = Math.min(Math.max(at.x, 90), Math.max(90, width.value - 90));
  return (
    <div class="track-hover" style={{ left: `${left}px` }} aria-hidden="true">
      {timeOfDayTenths(at.mark?.t ?? at.t)}
      {at.mark && <div>{at.mark.text}</div>}
    </div>
  );
}

interface Parts extends Props {
  readonly chosen: Signal<Span | undefined>;
  readonly hover: Signal<Hover | undefined>;
  readonly width: Signal<number>;
}

/** Draws whenever something changed, at most once a picture, and listens; until the function it gives is called. */
function trackLine(place: HTMLElement, canvas: HTMLCanvasElement, { model, chosen, hover, width }: Parts): () => void {
  const brush = canvas.getContext("2d");
  let colours: Colours | undefined;
  let dark = isDark.peek();
  let height = 0;
  let turn = 0;

  const span = () => {
    const range = model.tape.peek();
    return range && visibleSpan(chosen.peek(), range, model.live.peek(), model.t.peek());
  };
  const draw = () => {
    turn = 0;
    const range = model.tape.peek();
    const shown = span();
    if (brush === null || range === undefined || shown === undefined || width.peek() === 0) return;
    colours ??= readColours(place);
    const scale = Math.min(2, window.devicePixelRatio);
    const [wide, high] = [Math.round(width.peek() * scale), Math.round(height * scale)];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    brush.setTransform(scale, 0, 0, scale, 0, 0);
    const selection = model.selection.peek();
    const session =
      selection?.kind === "session" ? selection.id : selection?.kind === "interaction" ? selection.session : undefined;
    drawLine(brush, {
      width: width.peek(),
      height,
      span: shown,
      // How far the tape goes is said once a second; what is shown as it lives is on it.
      range: model.live.peek() && !range.complete ? { ...range, until: Math.max(range.until, model.t.peek()) } : range,
      marks: model.marks.peek(),
      t: model.t.peek(),
      hover: hover.peek()?.x,
      dark: isDark.peek(),
      session,
      colours,
    });
  };
  const soon = () => {
    turn ||= requestAnimationFrame(draw);
  };

  const point = (x: number | undefined) => {
    const shown = span();
    if (x === undefined || shown === undefined) hover.value = undefined;
    else {
      const mark = markNear(model.marks.peek(), shown, width.peek(), x, 6);
      hover.value = { x, t: toT(x, shown, width.peek()), mark };
    }
  };

  const size = new ResizeObserver(() => {
    width.value = place.clientWidth;
    height = place.clientHeight;
    soon();
  });
  size.observe(place);
  const ends = [
    effect(() => {
      if (isDark.value !== dark) colours = undefined;
      dark = isDark.value;
    }),
    model.marks.subscribe(soon),
    model.tape.subscribe(soon),
    model.live.subscribe(soon),
    model.selection.subscribe(soon),
    hover.subscribe(soon),
    isDark.subscribe(soon),
    effect(() => {
      const [t, zoom] = [model.t.value, chosen.value];
      // What plays on stays in sight.
      if (zoom !== undefined && model.playing.value) chosen.value = following(zoom, t);
      soon();
    }),
    listenToPointers(place, {
      hover: point,
      seek(x) {
        const shown = span();
        if (shown !== undefined) model.seek(toT(x, shown, width.peek()));
      },
      zoom(factor, x) {
        const [range, shown] = [model.tape.peek(), span()];
        if (!range || !shown) return;
        chosen.value = zoomed(shown, factor, toT(x, shown, width.peek()), wholeOf(range));
        point(hover.peek()?.x);
      },
      pan(by) {
        const [range, shown] = [model.tape.peek(), span()];
        if (!range || !shown || chosen.peek() === undefined) return;
        const ms = (by / Math.max(1, width.peek())) * (shown.to - shown.from);
        chosen.value = shifted(shown, ms, wholeOf(range));
        point(hover.peek()?.x);
      },
    }),
  ];
  return () => {
    size.disconnect();
    for (const end of ends) end();
    if (turn !== 0) cancelAnimationFrame(turn);
  };
}
