import { sessionColour } from "../ui/index.ts";

/** The colour of a session as a small disc, for the eye only: its id always stands beside it. */
export function SessionDot({ session }: { readonly session: string | null }) {
  // Both themes at once, so that nothing has to be drawn again when the theme changes.
  const background = `light-dark(${sessionColour(session, false)}, ${sessionColour(session, true)})`;
  return <span class="session-dot" style={{ background }} aria-hidden="true" />;
}
