import type { DeviceHealth } from "@aisle/sdk";
import type { ReadonlySignal, Signal } from "@preact/signals";
import type {
  CameraSight,
  CommandAnswer,
  CommandRequest,
  Evidence,
  Hello,
  InstallRequest,
  Mark,
  PersonFrame,
  PlateStatistics,
  ServiceRequest,
  StoreState,
  TapeRange,
  TruthOverlay,
  WireItem,
} from "../../../src/wire/index.ts";

/** One thing on the page that was chosen, in any panel or on the floor. */
export type Selection =
  | { readonly kind: "session"; readonly id: string }
  | { readonly kind: "interaction"; readonly id: string; readonly session?: string; readonly line?: string }
  | { readonly kind: "person"; readonly id: number }
  | { readonly kind: "plate"; readonly id: string }
  | { readonly kind: "camera"; readonly id: string }
  | { readonly kind: "gate"; readonly id: string }
  | { readonly kind: "device"; readonly id: string };

/** The rooms of the page; the one that is shown stands in the address. */
export type Panel = "carts" | "devices" | "time" | "install" | "truth";

/** What is drawn over the floor beside people and shelves. */
export interface Overlays {
  readonly trails: boolean;
  readonly cameras: boolean;
  readonly zones: boolean;
  readonly labels: boolean;
  readonly truth: boolean;
  readonly coverage: boolean;
}

/** What moved at plates lately: the floor lets them flash. */
export interface Flash {
  readonly t: number;
  readonly kind: "pick" | "return" | "touch";
  readonly plates: readonly string[];
  readonly session: string | null;
}

/** The floor at the moment that is shown. */
export interface FloorView {
  /** Store time, ms since the epoch. */
  readonly t: number;
  readonly people: readonly PersonFrame[];
  /** How long before `t` people were where they are shown, ms: what really happened is laid over with the same lag. */
  readonly lag: number;
  readonly cameras: ReadonlyMap<string, CameraSight>;
  /** Of the last 1.5 s of the page's time. */
  readonly flashes: readonly Flash[];
  /** How long a flash lasts at the speed of the page, ms of store time. */
  readonly flashAge: number;
  readonly provisional: boolean;
}

/** Everything the page knows and can do. Panels read the signals and call the actions; they never fetch on their own. */
export interface PageModel {
  /** `unauthorised`: a token is wanted. `lost`: it is being tried again. */
  readonly connection: ReadonlySignal<"connecting" | "connected" | "lost" | "unauthorised" | "incompatible">;
  readonly hello: ReadonlySignal<Hello | undefined>;
  /** The store at the shown moment, changed at most ten times a second. */
  readonly state: ReadonlySignal<StoreState>;
  /** The shown moment, ms since the epoch, changed at most ten times a second; `floor()` is exact. */
  readonly t: ReadonlySignal<number>;
  readonly health: ReadonlySignal<readonly DeviceHealth[]>;
  readonly tape: ReadonlySignal<TapeRange | undefined>;
  readonly marks: ReadonlySignal<readonly Mark[]>;
  readonly truth: ReadonlySignal<TruthOverlay | undefined>;
  /** Whether the shown moment follows the store as it lives. */
  readonly live: ReadonlySignal<boolean>;
  readonly playing: ReadonlySignal<boolean>;
  /** 0.1 to 100 times real time. */
  readonly speed: ReadonlySignal<number>;
  /** A jump is under way: the chunk has not come yet. */
  readonly seeking: ReadonlySignal<boolean>;
  /** What is shown was made ahead of its turn: people are right, carts and sessions are not known yet. */
  readonly provisional: ReadonlySignal<boolean>;
  /** Items between the last frame and this one were lost to a slow connection; how many in all. */
  readonly lostItems: ReadonlySignal<number>;

  readonly selection: Signal<Selection | undefined>;
  readonly panel: Signal<Panel>;
  readonly overlays: Signal<Overlays>;
  readonly theme: Signal<"system" | "light" | "dark">;

  /** The floor now, between frames: for each turn of an animation. */
  floor(now: number): FloorView;
  /** Items as they come to be shown, also on the tape; until the function it gives is called. */
  onItem(listener: (item: WireItem) => void): () => void;

  play(): void;
  pause(): void;
  /** One frame (100 ms) on or back; pauses. */
  step(frames: 1 | -1): void;
  setSpeed(speed: number): void;
  /** Shows a moment, ms since the epoch. */
  seek(t: number): void;
  /** The next or previous mark of these kinds from the shown moment. */
  jump(direction: 1 | -1, kinds: readonly Mark["kind"][]): void;
  /** Follows the store again, or the end of what has been read. */
  goLive(): void;
  /** The address of the shown moment and selection. */
  link(): string;

  evidence(interaction: string): Promise<Evidence | undefined>;
  plates(shelf: string): Promise<readonly PlateStatistics[]>;
  /** Reject with `WireFailure` where the server refused or did not answer. */
  command(request: Omit<CommandRequest, "key">): Promise<CommandAnswer>;
  setService(request: ServiceRequest): Promise<CommandAnswer>;
  install(request: InstallRequest): Promise<void>;
  login(token: string): Promise<boolean>;
}
