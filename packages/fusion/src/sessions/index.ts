export type { SessionState } from "./room.ts";
export type { HeldUnit, Member, Session } from "./session.ts";
export { type SessionOptions, SessionStage } from "./session-stage.ts";
