/** A command whose figures stand in RESULTS.md. */
export interface Section {
  readonly command: string;
  /** What it is run with besides `--scenes`. */
  readonly args: readonly string[];
  /** Whether it takes the folder of recorded scenes. */
  readonly scenes: boolean;
  readonly title: string;
  /** What has to be known to read the figures. */
  readonly words: string;
}

const section = (command: string, title: string, words: string, more: Partial<Section> = {}): Section => ({
  command,
  title,
  words,
  args: [],
  scenes: false,
  ...more,
});

/** In the order of the page. A command that is not there yet is left out. */
export const sections: readonly Section[] = [
  section(
    "accuracy",
    "Recorded scenes",
    "Receipts, tracks, honesty and latency by the scorers that lie beside the scenes; the speed of the whole process and of the engine alone (time of a core, on readings parsed before).",
    { scenes: true },
  ),
  section("bench-accuracy", "Simulated shoppers, by difficulty", "Fresh stores by seed, scored by our own scorer."),
  section("accuracy-simulated", "Simulated shoppers, by difficulty", "Fresh stores by seed, scored by our own scorer."),
  section("latency", "Latency on simulated shoppers", "Event time, in stores whose difficulty is the simulator's own."),
  section(
    "baselines",
    "Simple rules beside ours",
    "The rules are written anew from their description. With true people they are at their best: nobody gives a store that.",
    { scenes: true },
  ),
  section("tracking", "Tracking", "Our tracker on the scenes and on simulated cameras."),
  section(
    "tracker-peers",
    "Tracking beside a peer",
    "The peer is made for boxes in one picture: it gets positions on the floor as boxes of a body's size. Nobody has an appearance, so identities that are lost behind others cannot be found again but by where they went.",
  ),
  section("assignment", "Pairing", "Ours and munkres are exact; the plain scan is what a first attempt does."),
  section(
    "kalman",
    "Following one person",
    "The linear filters are told which noise ours used in effect in each step: ours learns it on the way.",
  ),
  section("shelf", "Weight changes", "Per sample and per change."),
  section("order-stage", "Putting readings in order", "Per reading, beside a heap and sorting."),
  section(
    "engine-speed",
    "Speed, growth and memory",
    "Simulated stores; time of a core, so that others' work is not in it.",
    {
      scenes: true,
    },
  ),
  section(
    "streams",
    "The stream surface",
    "The same readings by four ways; no reading makes an event, so that only the way costs. The hub stamps them with now: event time passes more slowly than in the others, and the engine has less to do.",
  ),
  section(
    "node-red",
    "Node-RED",
    "The same flow. It keeps its state in the function's context, as its manual advises, from round to round too, so that its first level counts as one change more.",
    {
      args: ["--install-peers"],
    },
  ),
];
