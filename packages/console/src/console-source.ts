import type { Installation, StoreModel } from "@aisle/sdk/store";
import type {
  Chunk,
  CommandAnswer,
  CommandRequest,
  Evidence,
  InstallRequest,
  Mark,
  PlateStatistics,
  ServiceRequest,
  StoreState,
  TapeRange,
  TruthOverlay,
  WireItem,
} from "./wire/index.ts";

/** What a console shows: a running store (`watchHub`) or a recorded one (`watchReplay`). The server asks nothing else. */
export interface ConsoleSource {
  readonly mode: "live" | "replay";
  readonly name: string;
  readonly model: StoreModel;
  /** Store time, ms since the epoch. */
  now(): number;
  state(): StoreState;
  /** Every item as it is said, tape and health items once a second included; until the function it gives is called. */
  subscribe(listener: (item: WireItem) => void): () => void;
  range(): TapeRange;
  /** JSON of a chunk in UTF-8, gzipped; `undefined` where the tape has none. The newest one changes. */
  chunk(index: number): Promise<Uint8Array | undefined>;
  /** The chunk that holds a moment, also before the tape has got there; `undefined` outside the recording. */
  moment(t: number): Promise<Chunk | Uint8Array | undefined>;
  /** In order of time. */
  marks(): readonly Mark[];
  evidence(interaction: string): Evidence | undefined;
  truth?(): TruthOverlay | undefined;
  /** Statistics of the plates of one shelf; `undefined` for a shelf that is not there. */
  plates?(shelf: string): readonly PlateStatistics[] | undefined;
  command?(request: CommandRequest): Promise<CommandAnswer>;
  setService?(request: ServiceRequest): Promise<CommandAnswer>;
  /** The file that `install` writes to. */
  readonly settingsFile?: string;
  /** The file of the store model, where a calibration is written too. */
  readonly modelFile?: string;
  /** What the installer's tools had found before, as the settings were read. */
  readonly installation?: Installation;
  /** Writes what an installer's tool found. Raises `AisleError`s for what is wrong with it. */
  install?(request: InstallRequest): Promise<void>;
  /** Lets go of everything; the hub and fusion it watches stay as they are. */
  close(): void;
}
