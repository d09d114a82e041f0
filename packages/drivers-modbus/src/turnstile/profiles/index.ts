import type { TurnstileProfileInput } from "../profile.ts";
import { pulseRelay } from "./pulse-relay.ts";
import { relayIo } from "./relay-io.ts";

/** The profiles that are built in, by their id. */
export const turnstileProfiles = {
  "relay-io": relayIo,
  "pulse-relay": pulseRelay,
} as const satisfies Readonly<Record<string, TurnstileProfileInput>>;

export type TurnstileProfileId = keyof typeof turnstileProfiles;

export const turnstileProfileIds = Object.keys(turnstileProfiles) as [TurnstileProfileId, ...TurnstileProfileId[]];
