import { AisleError } from "@aisle/sdk";
import { Observable, Subject } from "rxjs";
import type { OnvifEvent, OnvifProfile, OnvifTransport } from "../transport/onvif-transport.ts";

/** A camera under a test's hand. */
export interface FakeCamera extends OnvifTransport {
  /** The metadata stream says this. */
  metadata(document: string): void;
  /** The pull point says this. */
  event(event: OnvifEvent): void;
  /** One of its streams ends, with an error or without. */
  end(stream: "metadata" | "events", error?: unknown): void;
  /** How many listen to a stream. */
  readonly listeners: { readonly metadata: number; readonly events: number };
  /** Profiles whose metadata and pictures were asked for, as in `metadata main`. */
  readonly requests: string[];
  /** Pictures and times fail with this. */
  failure: unknown;
}

export const mainProfile: OnvifProfile = {
  token: "main",
  name: "Main stream",
  width: 1_000,
  height: 800,
  metadata: true,
};

export function fakeCamera(more: Partial<Pick<OnvifTransport, "profiles" | "hasEvents">> = {}): FakeCamera {
  const streams = { metadata: new Subject<string>(), events: new Subject<OnvifEvent>() };
  const requests: string[] = [];
  const fail = (): void => {
    if (fake.failure !== undefined) throw fake.failure;
  };
  const fake: FakeCamera = {
    info: { maker: "Acme", model: "C-1", serialNumber: "7", firmware: "1.0" },
    profiles: [mainProfile],
    hasEvents: true,
    ...more,
    async readClock() {
      fail();
      // No time: whoever asks for it leaves the readings' times alone.
      return Number.NaN;
    },
    async streamUri() {
      throw new AisleError("driver-bug", "The driver does not ask for it.", { category: "internal" });
    },
    async snapshotUri() {
      throw new AisleError("driver-bug", "The driver does not ask for it.", { category: "internal" });
    },
    async snapshot(profile) {
      requests.push(`snapshot ${profile}`);
      fail();
      return Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
    },
    events$: new Observable((subscriber) => streams.events.subscribe(subscriber)),
    metadata$: (profile) =>
      new Observable((subscriber) => {
        requests.push(`metadata ${profile}`);
        return streams.metadata.subscribe(subscriber);
      }),
    metadata(document) {
      streams.metadata.next(document);
    },
    event(event) {
      streams.events.next(event);
    },
    end(stream, error) {
      const old = streams[stream];
      if (stream === "metadata") streams.metadata = new Subject();
      else streams.events = new Subject();
      if (error === undefined) old.complete();
      else old.error(error);
    },
    get listeners() {
      return {
        metadata: streams.metadata.observed ? 1 : 0,
        events: streams.events.observed ? 1 : 0,
      };
    },
    requests,
    failure: undefined,
  };
  return fake;
}

/** A line crossing as the pull point gives it. */
export function crossing(
  more: Partial<OnvifEvent> = {},
  data: Readonly<Record<string, string>> = { ObjectId: "5", Direction: "Left" },
): OnvifEvent {
  return {
    topic: "RuleEngine/LineDetector/Crossed",
    at: Date.parse("2026-11-22T10:00:00Z"),
    operation: "Changed",
    source: { Rule: "door" },
    key: {},
    data,
    ...more,
  };
}
