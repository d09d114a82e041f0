import { sessionColour } from "../../ui/session-colours.ts";

const names = [
  "ground",
  "surface",
  "surface-2",
  "text",
  "text-dim",
  "line",
  "accent",
  "good",
  "warn",
  "bad",
  "pick",
  "return",
] as const;

type ColourName = (typeof names)[number];

/** Sessions whose colours are remembered at most; then it starts anew. */
const mostSessions = 2_000;

/** The page's colours as a canvas takes them, read once for each theme. */
export interface Palette {
  readonly of: Readonly<Record<ColourName, string>>;
  readonly dark: boolean;
  /** Of a session, or of strangers. */
  session(id: string | null): string;
}

/** Reads the colours. `probe` is an element of the page that nobody sees: variables resolve only where they are used. */
export function readPalette(probe: HTMLElement): Palette {
  const read = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const of = Object.fromEntries(names.map((name) => [name, read(`var(--${name})`)])) as Record<ColourName, string>;
  const dark = read("light-dark(rgb(1, 1, 1), rgb(2, 2, 2))") === "rgb(2, 2, 2)";
  const sessions = new Map<string, string>();
  const stranger = sessionColour(null, dark);
  return {
    of,
    dark,
    session(id) {
      if (id === null) return stranger;
      let colour = sessions.get(id);
      if (colour === undefined) {
        if (sessions.size >= mostSessions) sessions.clear();
        colour = sessionColour(id, dark);
        sessions.set(id, colour);
      }
      return colour;
    },
  };
}
