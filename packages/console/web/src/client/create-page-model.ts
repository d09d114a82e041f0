import type { DeviceHealth } from "@aisle/sdk";
import { batch, computed, effect, signal } from "@preact/signals";
import { emptyState, type Hello, type Mark, type TruthOverlay, type WireItem } from "../../../src/wire/index.ts";
import { readAddress, writeAddress } from "./address.ts";
import { createApi, type Fetcher } from "./api.ts";
import { type ConnectionState, connect } from "./connection.ts";
import { createLinkWatch } from "./link-watch.ts";
import { createMarkList, markFrom } from "./marks.ts";
import { type AddressBar, addressWriter } from "./page-address.ts";
import type { Overlays, PageModel, Panel, Selection } from "./page-model.ts";
import { createPageTime } from "./page-time.ts";
import type { ShellModel } from "./shell-model.ts";
import { type ChoiceStore, keepChoice, keepSwitches } from "./stored-choices.ts";
import type { Timers } from "./timers.ts";
import { createTruthWatch } from "./truth-watch.ts";
import { WireFailure } from "./wire-failure.ts";

export interface PageModelOptions {
  /** Address of the page, with a slash at its end. */
  readonly base: string;
  readonly fetcher: Fetcher;
  readonly timers: Timers;
  readonly address: AddressBar;
  /** Where the theme and the layers of the floor are kept; absent where nothing may be kept. */
  readonly choices?: ChoiceStore;
  /** A fresh key for a command; random, so that no two pages share one. */
  readonly newKey: () => string;
}

/** Signals change at most this often, ms. */
const published = 100;
/** How often it is looked whether something is due, ms. */
const turn = 50;

/** Another one means another store, recording or tape: what the page knows is of no use any more. */
function identityOf({ mode, name }: Hello, from0: number): string {
  return `${mode}|${name}|${from0}`;
}

/** The model of the page: one connection, one play head, and the signals that the rooms read. */
export function createPageModel({ base, fetcher, timers, address, choices, newKey }: PageModelOptions): ShellModel {
  const api = createApi(base, fetcher);
  const listeners = new Set<(item: WireItem) => void>();
  const marks = createMarkList();
  const time = createPageTime({ api, now: timers.now, onItem: (item) => listeners.forEach((tell) => tell(item)) });

  const connection = signal<ConnectionState>("connecting");
  const hello = signal<Hello | undefined>(undefined);
  const state = signal(emptyState);
  const t = signal(0);
  const health = signal<readonly DeviceHealth[]>([]);
  const tape = signal<Hello["tape"] | undefined>(undefined);
  const markSignal = signal<readonly Mark[]>([]);
  const truth = signal<TruthOverlay | undefined>(undefined);
  const live = signal(true);
  const playing = signal(true);
  const speed = signal(1);
  const seeking = signal(false);
  const provisional = signal(false);
  const lostItems = signal(0);
  const selection = signal<Selection | undefined>(undefined);
  const panel = signal<Panel>("carts");
  const overlays = signal<Overlays>({
    trails: true,
    cameras: false,
    zones: true,
    labels: true,
    truth: false,
    coverage: false,
  });
  const theme = signal<"system" | "light" | "dark">("system");
  const login = signal<"no" | "yes">("no");
  const notice = signal<string | undefined>(undefined);

  const links = createLinkWatch(notice, selection, time);
  const truthWatch = createTruthWatch({ get: api.truth, timers, onTruth: (found) => (truth.value = found) });

  let publishedAt = -Infinity;
  function publish(): void {
    const now = timers.now();
    publishedAt = now;
    batch(() => {
      const shown = time.t(now);
      // Rooms need no finer time than a frame has, and a signal that has not changed wakes nobody.
      t.value = Math.round(shown);
      state.value = time.state;
      tape.value = time.range;
      live.value = time.live;
      playing.value = time.playing;
      speed.value = time.speed;
      seeking.value = time.seeking;
      provisional.value = !time.live && time.floor(now).provisional;
      links.look(hello.value, now);
    });
  }
  const publishSoon = () => {
    if (timers.now() - publishedAt >= published) publish();
  };

  let begun: string | undefined;
  // The moment that the address names: that of the last jump or stop. While it plays on, it does not run along.
  let addressed: number | undefined;
  const writeHash = addressWriter(address, timers.now);
  const writeNow = () => {
    const hash = writeAddress(here(addressed));
    if (begun !== undefined) writeHash(hash);
  };
  const here = (at: number | undefined) => ({
    ...(at !== undefined && { t: at }),
    ...(selection.value && { selection: selection.value }),
    panel: panel.value,
  });
  const moved = () => {
    addressed = time.live ? undefined : time.t(timers.now());
    notice.value = undefined;
    publish();
    writeNow();
  };
  const acting =
    <A extends unknown[]>(act: (...values: A) => void) =>
    (...values: A) => {
      act(...values);
      moved();
    };

  function greet(next: Hello): void {
    const said = readAddress(address.read());
    const same = begun === identityOf(next, next.tape.from0);
    begun = identityOf(next, next.tape.from0);
    batch(() => {
      hello.value = next;
      if (same) return;
      marks.clear();
      markSignal.value = [];
      truth.value = undefined;
      addressed = said.t;
      links.came(said, next, next.tape);
      time.begin(next.mode, next.tape, said.t);
      if (said.panel) panel.value = said.panel;
      if (said.selection) selection.value = said.selection;
      publish();
    });
    if (!same && next.truth) truthWatch.begin();
  }

  function hear(items: readonly WireItem[]): void {
    let marked = false;
    batch(() => {
      for (const item of items) {
        if (item.k === "tape" && time.range !== undefined && item.range.from0 !== time.range.from0) {
          // The store's clock was set: what was marked by the old one is in no order with what comes.
          marks.clear();
          marked = true;
          if (hello.value !== undefined) begun = identityOf(hello.value, item.range.from0);
        }
        time.hear(item);
        if (item.k === "health") health.value = item.devices;
        else if (item.k === "lost") lostItems.value += item.items;
        else if (item.k === "tape") {
          if (item.marks.length > 0) marked = marks.add(item.marks) || marked;
          marked = marks.dropBefore(item.range.from) || marked;
          if (item.range.complete && hello.value?.truth) truthWatch.complete();
        }
      }
      if (marked) markSignal.value = marks.list();
    });
    publishSoon();
  }

  const onState = (next: ConnectionState) => {
    connection.value = next;
    if (next === "unauthorised") login.value = "no";
  };
  const link = connect({ api, timers, onState, onHello: greet, onItems: hear });
  const ends = [
    timers.every(turn, () => {
      time.turn(timers.now());
      publishSoon();
    }),
    keepChoice(choices, "aisle.theme", theme, ["system", "light", "dark"]),
    keepSwitches(choices, "aisle.overlays", overlays),
    // No secret: only that there is a login to end. The cookie itself no script can see.
    keepChoice(choices, "aisle.login", login, ["no", "yes"]),
    effect(writeNow),
    address.onChange(() => {
      const said = readAddress(address.read());
      batch(() => {
        selection.value = said.selection;
        panel.value = said.panel ?? "carts";
        addressed = said.t;
        if (hello.value !== undefined) links.came(said, hello.value, time.range ?? hello.value.tape);
        if (said.t !== undefined) {
          time.seek(said.t);
          time.pause();
        } else if (hello.value?.mode === "live") time.goLive();
        publish();
      });
    }),
  ];

  return {
    connection,
    hello,
    state,
    t,
    health,
    tape,
    marks: markSignal,
    truth,
    live,
    playing,
    speed,
    seeking,
    provisional,
    lostItems,
    notice,
    loggedIn: computed(() => login.value === "yes"),
    selection,
    panel,
    overlays,
    theme,
    floor(now) {
      time.turn(now);
      return time.floor(now);
    },
    onItem(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    play: acting(time.play),
    pause: acting(time.pause),
    step: acting(time.step),
    setSpeed: acting(time.setSpeed),
    seek: acting(time.seek),
    jump: acting((direction, kinds) => {
      // While it plays, the mark that was just passed is not the previous one.
      const back = direction === -1 && time.playing ? 800 * Math.max(1, time.speed) : 0;
      const mark = markFrom(marks.list(), Math.round(time.t(timers.now())) - back, direction, kinds);
      if (mark === undefined) return;
      time.seek(mark.t);
      // Whoever looks at why goes from one to the next.
      if (selection.value?.kind === "interaction" && mark.interaction !== undefined) {
        selection.value = { kind: "interaction", id: mark.interaction, ...(mark.session && { session: mark.session }) };
      }
    }) satisfies PageModel["jump"],
    goLive: acting(time.goLive),
    link: () => address.with(writeAddress(here(time.t(timers.now())))),
    evidence: api.evidence,
    plates: api.plates,
    command: (request) => api.command({ ...request, key: newKey() }),
    setService: api.setService,
    install: api.install,
    async login(token) {
      const right = await api.login(token);
      if (right) {
        login.value = "yes";
        link.retry();
      }
      return right;
    },
    async logout() {
      try {
        await api.logout();
        login.value = "no";
        link.retry();
      } catch (error) {
        const why = error instanceof WireFailure ? [error.message, error.remedy] : [];
        notice.value = ["You are still logged in.", ...why].filter(Boolean).join(" ");
      }
    },
    retry: link.retry,
    close() {
      link.close();
      truthWatch.close();
      for (const end of ends) end();
      listeners.clear();
    },
  };
}
