export type { HeldUnit, Member, Session } from "./session.ts";
export { SessionStage, type SessionState } from "./session-stage.ts";
