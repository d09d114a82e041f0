import { type Logger, silentLogger, VirtualClock } from "@aisle/sdk";
import type { Subscription } from "rxjs";
import { afterEach, describe, expect, it } from "vitest";
import { fault, type Handler, never, reply } from "../fake-camera.fixture.ts";
import type { OnvifEvent } from "../onvif-transport.ts";
import { camera, forever, open, start } from "../open.fixture.ts";

const message = (
  topic: string,
  value = "7",
  attributes = 'UtcTime="2026-11-22T14:00:01.25Z" PropertyOperation="Changed"',
) =>
  `<wsnt:NotificationMessage><wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">${topic}</wsnt:Topic><wsnt:Message><tt:Message ${attributes}><tt:Source><tt:SimpleItem Name="Rule" Value="line-1"/></tt:Source><tt:Key/><tt:Data><tt:SimpleItem Name="ObjectId" Value="${value}"/></tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>`;
const messages = (...inside: string[]): string =>
  `<tev:PullMessagesResponse>${inside.join("")}</tev:PullMessagesResponse>`;
const crossed = message("tns1:RuleEngine/tnsacme:LineDetector/Crossed");

/** Answers with these in turn, then never. */
const inTurn = (...answers: readonly ReturnType<Handler>[]): Handler => {
  const left = [...answers];
  return () => left.shift() ?? never();
};

const subscriptions: Subscription[] = [];
afterEach(() => {
  for (const subscription of subscriptions.splice(0)) subscription.unsubscribe();
});

async function listening(given = camera(), log: Logger = silentLogger) {
  const { transport, close } = await open(given, undefined, forever(), log);
  const events: OnvifEvent[] = [];
  const ends: unknown[] = [];
  const subscribe = (): Subscription => {
    const subscription = transport.events$.subscribe({
      next: (event) => events.push(event),
      error: (error: unknown) => ends.push(error),
      complete: () => ends.push("complete"),
    });
    subscriptions.push(subscription);
    return subscription;
  };
  const count = (name: string): number => given.cam.state.calls.filter((call) => call.replace("+", "") === name).length;
  const sent = (name: string): string[] =>
    given.cam.state.requests
      .map(({ body }) => new TextDecoder().decode(body))
      .filter((text) => text.includes(`<${name} `));
  return { ...given, transport, close, events, ends, subscribe, count, sent };
}

describe("events of a camera", () => {
  it("come with topic, time by the device's clock, operation and items, whatever the prefixes", async () => {
    const it = await listening();
    it.cam.handlers.set("PullMessages", inTurn(messages(crossed, message("a:X/b:Y", "&lt;8&gt;", 'UtcTime="soon"'))));
    it.subscribe();
    await it.clock.run(start + 100);
    expect(it.events).toEqual([
      {
        topic: "RuleEngine/LineDetector/Crossed",
        at: start + 1_250,
        operation: "Changed",
        source: { Rule: "line-1" },
        key: {},
        data: { ObjectId: "7" },
      },
      { topic: "X/Y", source: { Rule: "line-1" }, key: {}, data: { ObjectId: "<8>" } },
    ]);
  });

  it("are one subscription at the device for everybody, made when the first comes and taken out when the last goes", async () => {
    const it = await listening();
    expect(it.count("CreatePullPointSubscription")).toBe(0);
    const [first, second] = [it.subscribe(), it.subscribe()];
    await it.clock.run(start + 1_000);
    first.unsubscribe();
    await it.clock.run(start + 2_000);
    expect([it.count("CreatePullPointSubscription"), it.count("Unsubscribe")]).toEqual([1, 0]);
    second.unsubscribe();
    await it.clock.settle();
    expect(it.count("Unsubscribe")).toBe(1);
    expect(it.clock.nextTimerAt()).toBeUndefined();
    // At the subscription's address, with the reference parameters that the device gave.
    expect(it.cam.state.requests.at(-1)?.url).toBe("http://10.0.0.9:80/onvif/subscription/7".replace(":80", ""));
    expect(it.sent("Unsubscribe")[0]).toContain('<Id xmlns="urn:acme" a:IsReferenceParameter="true">7 &amp; 8</Id>');
  });

  it("are taken out when the transport is closed, and closing waits a second at most for a camera that does not answer", async () => {
    const it = await listening();
    it.subscribe();
    await it.clock.settle();
    it.cam.handlers.set("Unsubscribe", never);
    let closed = false;
    const closing = Promise.resolve(it.close()).then(() => (closed = true));
    await it.clock.run(start + 999);
    expect([closed, it.count("Unsubscribe")]).toEqual([false, 1]);
    await it.clock.run(start + 1_000);
    await closing;
    expect(it.ends).toEqual(["complete"]);
    expect(it.clock.nextTimerAt()).toBeUndefined();
  });

  it("are renewed in time for as long as it lasts", async () => {
    const it = await listening();
    let until = 0;
    const life =
      (name: string): Handler =>
      (request, text) => {
        until = it.clock.now() + 60_000;
        return renewals.get(name)?.(request, text) ?? "";
      };
    const renewals = new Map([...it.cam.handlers]);
    for (const name of ["CreatePullPointSubscription", "Renew"]) it.cam.handlers.set(name, life(name));
    // As a device does: it waits as long as it was told, and says that there is nothing.
    it.cam.handlers.set("PullMessages", (_, text) => {
      const seconds = Number(/<Timeout>PT([\d.]+)S/.exec(text)?.[1]);
      if (it.clock.now() > until) return fault("wsrf-rw:ResourceUnknownFault");
      return new Promise((resolve) => it.clock.schedule(seconds * 1_000, () => resolve(messages())));
    });
    it.subscribe();
    await it.clock.run(start + 3_600_000);
    expect(it.count("CreatePullPointSubscription")).toBe(1);
    expect(it.count("Renew")).toBeGreaterThan(100);
    expect(it.count("Renew")).toBeLessThan(140);
    expect(it.ends).toEqual([]);
  });

  it("go on when the host's clock is set back by an hour while the camera waits, and are renewed in time", async () => {
    class SteppedClock extends VirtualClock {
      step = 0;
      override now(): number {
        return super.now() + this.step;
      }
    }
    const clock = new SteppedClock(start);
    const { cam } = camera();
    const it = await listening({ clock, cam });
    it.cam.handlers.set("PullMessages", (_, text) => {
      const seconds = Number(/<Timeout>PT([\d.]+)S/.exec(text)?.[1]);
      return new Promise((resolve) => clock.schedule(seconds * 1_000, () => resolve(messages(crossed))));
    });
    it.subscribe();
    await clock.run(start + 10_000);
    const [events, renewals] = [it.events.length, it.count("Renew")];
    clock.step = -3_600_000;
    await clock.run(start + 100_000);
    expect(it.events.length - events).toBeGreaterThanOrEqual(4);
    expect(it.count("Renew") - renewals).toBeGreaterThanOrEqual(2);
    expect(it.ends).toEqual([]);
  });

  it("are subscribed to anew when the device has thrown the subscription out", async () => {
    const it = await listening();
    it.cam.handlers.set(
      "PullMessages",
      inTurn(messages(crossed), fault("wsrf-rw:ResourceUnknownFault"), messages(crossed)),
    );
    it.subscribe();
    await it.clock.run(start + 5_000);
    expect(it.events).toHaveLength(2);
    expect(it.count("CreatePullPointSubscription")).toBe(2);
    expect(it.ends).toEqual([]);
  });

  it("never make a tight loop of a device that throws each subscription out at once", async () => {
    const it = await listening();
    it.cam.handlers.set("PullMessages", () => fault("wsrf-rw:ResourceUnknownFault"));
    it.subscribe();
    await it.clock.run(start + 600_000);
    // 0.75 × (1 + 2 + … + 32) s, and then one in 45 s.
    expect(it.count("CreatePullPointSubscription")).toBeGreaterThan(15);
    expect(it.count("CreatePullPointSubscription")).toBeLessThan(25);
    expect(it.ends).toEqual([]);
  });

  it("never make a tight loop of a device that answers at once however long it may wait", async () => {
    const it = await listening();
    it.cam.handlers.set("PullMessages", () => messages());
    it.subscribe();
    await it.clock.run(start + 10_000);
    expect(it.count("PullMessages")).toBeLessThanOrEqual(41);
    it.cam.handlers.set("PullMessages", () => messages(crossed));
    await it.clock.run(start + 11_000);
    expect(it.events.length).toBeLessThanOrEqual(51);
  });

  it("are asked for without a lifetime where a device takes none", async () => {
    const it = await listening();
    const { handlers } = it.cam;
    const create = handlers.get("CreatePullPointSubscription");
    handlers.set("CreatePullPointSubscription", (request, text) =>
      text.includes("InitialTerminationTime") ? fault("ter:InvalidTerminationTime") : (create?.(request, text) ?? ""),
    );
    handlers.set("PullMessages", inTurn(messages(crossed)));
    it.subscribe();
    await it.clock.run(start + 2_000);
    expect(it.events).toHaveLength(1);
  });

  it("go on where a device knows no Renew", async () => {
    const it = await listening();
    it.cam.handlers.set("Renew", () => fault("ter:ActionNotSupported"));
    it.cam.handlers.set("PullMessages", (_, text) => {
      const seconds = Number(/<Timeout>PT([\d.]+)S/.exec(text)?.[1]);
      return new Promise((resolve) => it.clock.schedule(seconds * 1_000, () => resolve(messages(crossed))));
    });
    it.subscribe();
    await it.clock.run(start + 200_000);
    expect(it.count("CreatePullPointSubscription")).toBe(1);
    expect(it.events.length).toBeGreaterThan(8);
  });

  it("error when the device is gone, and only then: an answer that was lost is asked for again", async () => {
    const lines: unknown[] = [];
    const it = await listening(camera(), { ...silentLogger, warn: (_, fields) => lines.push(fields) });
    const cut = () => Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    let cuts = 0;
    it.cam.handlers.set("PullMessages", () => {
      cuts += 1;
      return cuts === 1 ? cut() : cuts === 2 ? messages(crossed) : never();
    });
    it.subscribe();
    await it.clock.run(start + 3_000);
    expect([it.events.length, it.count("CreatePullPointSubscription"), it.ends.length]).toEqual([1, 1, 0]);
    expect(lines).toEqual([{ answers: 1 }]);
    it.cam.handlers.set("PullMessages", cut);
    for (const name of ["GetSystemDateAndTime", "Unsubscribe"]) it.cam.handlers.set(name, cut);
    await it.clock.run(start + 60_000);
    expect(it.ends).toEqual([expect.objectContaining({ code: "device-gone" })]);
    expect(it.clock.nextTimerAt()).toBeUndefined();
  });

  it("error when the camera does not let its user have any", async () => {
    const it = await listening(camera({ proofs: ["token"] }));
    it.cam.handlers.set("CreatePullPointSubscription", () => fault("ter:NotAuthorized"));
    it.subscribe();
    await it.clock.run(start + 1_000);
    expect(it.ends).toEqual([expect.objectContaining({ code: "onvif-not-allowed" })]);
  });

  it("drop what is broken, say how much, and keep the rest", async () => {
    const lines: unknown[] = [];
    const it = await listening(camera(), { ...silentLogger, warn: (_, fields) => lines.push(fields) });
    const broken = [
      crossed.replace("<tt:Message", "<tt:Else").replace("</tt:Message", "</tt:Else"),
      message("tns1:A B"),
      message(""),
      message("x".repeat(300)),
      message("tns1:A", "7", 'PropertyOperation="Invented"'),
      message("tns1:A", "y".repeat(2_000)),
      crossed.replace('Value="7"', ""),
      crossed.replace('Name="ObjectId"', 'Name=""'),
      crossed.replace("<tt:Data>", '<tt:Data><tt:SimpleItem Name="ObjectId" Value="9"/>'),
    ];
    it.cam.handlers.set("PullMessages", inTurn(messages(crossed, ...broken, crossed)));
    it.subscribe();
    await it.clock.run(start + 100);
    expect(it.events).toHaveLength(2);
    expect(lines).toEqual([{ dropped: broken.length }]);
  });

  it("keep the good ones of an answer that is not well-formed", async () => {
    const it = await listening();
    const bad = crossed.replace("line-1", "A & B");
    it.cam.handlers.set(
      "PullMessages",
      inTurn(reply(200, `<e:Envelope><e:Body>${messages(crossed, bad, crossed)}`), messages(crossed)),
    );
    it.subscribe();
    await it.clock.run(start + 100);
    expect(it.events).toHaveLength(3);
    expect(it.count("CreatePullPointSubscription")).toBe(1);
  });
});
