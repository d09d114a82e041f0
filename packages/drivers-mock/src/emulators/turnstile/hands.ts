import type { Direction } from "@aisle/sdk";

/**
 * What people and buildings do to an emulated turnstile, whatever board it has. One person is in the way at a time;
 * directions are seen from the store.
 */
export interface TurnstileHands {
  /** Whether somebody may step in now: the way is free, or opened for one person, and nobody is in it. */
  mayPass(direction: Direction): boolean;
  /**
   * Somebody at the desk lets one person pass: the board opens as for an admit and says so. False, and nothing has
   * happened, where it takes no leave now: somebody has it or is in the way, it is locked, or there is a fire.
   */
  letPass(direction: Direction): boolean;
  /** Somebody steps in. False, and nothing has happened, where they may not. */
  start(direction: Direction): boolean;
  /** They are through, and counted. Nothing where nobody is in the way. */
  complete(direction: Direction): void;
  /** They go back. What is left of the time they had been given stays. Nothing where nobody is in the way. */
  giveUp(direction: Direction): void;
  /** Somebody pushes through without leave. It is told, not counted as a passage. */
  force(direction: Direction): void;
  /** The building's fire alarm: as long as it is on, the way is free both ways. */
  fire(active: boolean): void;
  /** Hears each time the board opens for one person, whoever asked for that; what it gives stops that. */
  onAdmit(listener: (direction: Direction) => void): () => void;
}
