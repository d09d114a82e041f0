export { doubtsAt, type IdentityDoubt, trustAt } from "./identity.ts";
export type { SessionState } from "./room.ts";
export type { HeldUnit, Member, Session } from "./session.ts";
export { type SessionOptions, SessionStage } from "./session-stage.ts";
