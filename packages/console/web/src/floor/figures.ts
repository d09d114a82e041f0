/** The wrapper's figures (`data-people`, `data-flashes`, `data-frames`) are written so often at most, ms. */
const every = 250;

/** Tells tests and tools what is shown. */
export interface Figures {
  drew(people: number, flashes: number, now: number): void;
  close(): void;
}

export function createFigures(wrapper: HTMLElement): Figures {
  let frames = 0;
  let people = 0;
  let flashes = 0;
  let written = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    wrapper.dataset["people"] = String(people);
    wrapper.dataset["flashes"] = String(flashes);
    wrapper.dataset["frames"] = String(frames);
  };
  return {
    drew(peopleNow, flashesNow, now) {
      frames += 1;
      people = peopleNow;
      flashes = flashesNow;
      if (timer !== undefined) return;
      const wait = written + every - now;
      if (wait <= 0) {
        written = now;
        write();
      } else {
        // The last picture of a row is told too, though none follows it.
        written += every;
        timer = setTimeout(write, wait);
      }
    },
    close() {
      clearTimeout(timer);
    },
  };
}
