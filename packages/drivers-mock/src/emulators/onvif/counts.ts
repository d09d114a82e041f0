/** How often credentials came, and what they were. A call that needs none is counted too when it brings some. */
export interface CredentialCounts {
  /** The right user and password. */
  right: number;
  /** A wrong user or password. */
  wrong: number;
  /** The right password with an old or used nonce, or made at a time too far from the camera's. */
  stale: number;
  /** None where some are needed. */
  missing: number;
}

/** What an emulated camera has counted since it was made. */
export interface OnvifCounts {
  readonly http: CredentialCounts;
  readonly rtsp: CredentialCounts;
  /** Carried out or refused by their service, by name as in `PullMessages`; what it does not know as `unknown`. */
  readonly actions: Record<string, number>;
  readonly requests: {
    /** All that came over HTTP. */
    came: number;
    /** Not read: too big, not XML, not SOAP, or too many at once. */
    refused: number;
    /** Refused by the fault `unauthorised`, over HTTP or RTSP. */
    unauthorised: number;
    /** Swallowed by an HTTP wire that is unplugged or half open. */
    swallowed: number;
  };
  readonly frames: {
    /** Told to `say`. */
    said: number;
    /** Put on the wire of a client, once for each. */
    sent: number;
    /** Said while nobody played them. */
    unheard: number;
    /** Swallowed by the fault `stopFrames`. */
    stopped: number;
    /** Objects left out because their box is not made of numbers. */
    objectsRefused: number;
  };
  readonly events: {
    /** Told to `cross` and `count`. */
    said: number;
    /** Handed to a subscriber, once for each, replays included. */
    delivered: number;
    /** Lost by a subscription that was full. */
    dropped: number;
    /** Said while nobody was subscribed to them. */
    unheard: number;
  };
  readonly subscriptions: { made: number; expired: number; unsubscribed: number; refused: number };
  readonly sessions: { opened: number; refused: number; timedOut: number; malformed: number };
}

const credentials = (): CredentialCounts => ({ right: 0, wrong: 0, stale: 0, missing: 0 });

/** Counts that all stand at nought. */
export function createCounts(): OnvifCounts {
  return {
    http: credentials(),
    rtsp: credentials(),
    actions: {},
    requests: { came: 0, refused: 0, unauthorised: 0, swallowed: 0 },
    frames: { said: 0, sent: 0, unheard: 0, stopped: 0, objectsRefused: 0 },
    events: { said: 0, delivered: 0, dropped: 0, unheard: 0 },
    subscriptions: { made: 0, expired: 0, unsubscribed: 0, refused: 0 },
    sessions: { opened: 0, refused: 0, timedOut: 0, malformed: 0 },
  };
}
