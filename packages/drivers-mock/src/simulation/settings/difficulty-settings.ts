import { z } from "zod";
import { amount, share } from "./fields.ts";

const shelves = {
  weightNoise: amount(1, 20, "Noise of the plates, as a factor; 1 is a standard deviation of about 0.3 to 3 g."),
  noisyPlates: share(0, "Share of plates that are five times as noisy as the others."),
  weightDrift: amount(1, 50, "How fast the plates drift, as a factor; 1 is about a gram in a minute."),
  creep: amount(0, 20, "How far plates go on creeping after a change, as a factor; 1 is 0.5 % over half a minute."),
  footfall: amount(2, 50, "Grams (standard deviation) a gondola shakes while somebody walks right beside it."),
  footsteps: amount(0, 100, "Grams that a gondola swings at 5 to 9 Hz after each step right beside it."),
  rattling: share(0, "Share of gondolas that shake five times more."),
  handPressure: amount(1, 10, "How hard hands press on plates, as a factor; 1 is 20 to 60 g."),
  crossTalk: share(0.015, "Share of a plate's change that its neighbours on the level show."),
  deadPlates: share(0.01, "Share of plates that give no value."),
  stuckPlates: share(0.005, "Share of plates that always give the same value."),
  absentControllers: share(
    0,
    "Chance, per pick or return, that the shelf's controller is silent for 1 to 6 s around it.",
  ),
  restarts: share(
    0,
    "Share of those silences after which the controller comes back with new zeros, and does not say so.",
  ),
};

const sight = {
  pixelNoise: amount(2, 50, "Pixels (standard deviation) that boxes, heads and wrists are off."),
  poseNoise: amount(0.04, 1, "Metres (standard deviation) that heads and wrists of a pose sensor are off, each axis."),
  missedDetections: share(0.04, "Chance that a person in full view is missed in a frame."),
  missedKeypoints: share(0.06, "Chance that a head or wrist in full view is missed."),
  missedFrames: share(0.003, "Chance that a camera drops a frame."),
  falseAlarms: share(0.02, "Chance that a frame starts an object that is not there."),
  brokenIds: share(0.01, "Chance, person and frame, that a camera gives somebody a new id."),
  swappedIds: share(0, "Chance, frame and pair within half a metre, that a pose sensor swaps their ids."),
  calibrationDegrees: amount(
    0,
    5,
    "Degrees (standard deviation, each axis) that the store model has cameras turned wrong.",
  ),
  calibrationMetres: amount(
    0,
    1,
    "Metres (standard deviation, each axis) that the store model has cameras off their place.",
  ),
  knockedCameras: share(0, "Share of cameras that something knocks once, after one to three minutes."),
  knockDegrees: amount(
    3,
    20,
    "Degrees (standard deviation, each axis) that a knock turns a camera; it moves 1 cm a degree.",
  ),
};

const delivery = {
  clockOffset: amount(20, 1000, "Milliseconds that device clocks are off at most, either way."),
  clockDrift: amount(0, 1000, "Millionths by which clocks of cameras and pose sensors run fast or slow at most."),
  jitter: amount(1, 20, "How much arrival times scatter, as a factor; 1 is about 17 ms for a camera."),
  lateReadings: share(0.0005, "Chance that a reading arrives up to 1.5 s late."),
  duplicateReadings: share(0.0005, "Chance that a reading arrives twice."),
  outagesPerHour: amount(0, 600, "How often each device is silent for 3 to 15 s, as if its cable was pulled."),
};

const gates = {
  missedPassages: share(0, "Chance that a gate does not say that somebody has passed."),
  doublePassages: share(0, "Chance that a gate counts somebody twice, up to 0.4 s apart."),
  latePassages: share(0, "Chance that what a gate says arrives 0.3 to 2 s late."),
  doubleScans: share(0, "Chance that somebody shows the credential twice, 0.2 to 0.6 s apart."),
};

/** How hard the simulated sensors make it. Everything at 0 is a store with perfect sensors. */
export const difficultySettings = z.strictObject({ ...shelves, ...sight, ...delivery, ...gates });

/** How hard the sensors make it. */
export type Difficulty = z.output<typeof difficultySettings>;
