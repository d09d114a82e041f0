import { SessionDot } from "../carts/session-dot.tsx";

interface WhoProps {
  /** `null`: somebody whom no session knows. */
  readonly session: string | null;
}

/** Who may have done it. */
export function Who({ session }: WhoProps) {
  return (
    <span class="row">
      <SessionDot session={session} /> {session ?? "nobody who is known"}
    </span>
  );
}
