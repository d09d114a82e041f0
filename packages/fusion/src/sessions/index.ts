export { type HeldUnit, isInside, type Member, type Session } from "./session.ts";
export { SessionStage, type SessionState } from "./session-stage.ts";
