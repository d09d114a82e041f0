export { type HeldUnit, heldOf, isInside, type Member, type Session } from "./session.ts";
export { SessionStage, type SessionState } from "./session-stage.ts";
