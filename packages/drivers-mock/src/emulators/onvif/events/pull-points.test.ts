import { describe, expect, it } from "vitest";
import type { OnvifCamera } from "../index.ts";
import { type Asked, all, ask, makeCamera, startsAt } from "../onvif.fixture.ts";
import type { XmlElement } from "../soap/index.ts";

const create = "<tev:CreatePullPointSubscription/>";

async function subscribe(camera: OnvifCamera, inner = "") {
  const { answer } = await ask(camera, `<tev:CreatePullPointSubscription>${inner}</tev:CreatePullPointSubscription>`);
  const address = all(answer, "Address")[0]?.text ?? "";
  expect(address).toMatch(/^http:\/\/10\.0\.0\.7:8080\/onvif\/subscription\/\d+$/);
  const path = new URL(address).pathname;
  return {
    ends: all(answer, "TerminationTime")[0]?.text,
    call: (body: string, asked: Asked = {}) => ask(camera, body, { path, ...asked }),
    pull: (timeout = "PT0S", limit = 100, asked: Asked = {}) =>
      ask(
        camera,
        `<tev:PullMessages><tev:Timeout>${timeout}</tev:Timeout><tev:MessageLimit>${limit}</tev:MessageLimit></tev:PullMessages>`,
        { path, ...asked },
      ),
  };
}

const items = (element: XmlElement | undefined): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    all(element, "SimpleItem").map((item) => [item.attributes.get("Name"), item.attributes.get("Value")]),
  );
const told = ({
  answer,
}: {
  readonly answer: XmlElement | undefined;
}): readonly Readonly<Record<string, string | undefined>>[] =>
  all(answer, "NotificationMessage").map((message) => ({
    topic: all(message, "Topic")[0]?.text,
    operation:
      all(message, "Message")[1]?.attributes.get("PropertyOperation") ??
      all(message, "Message")[0]?.children[0]?.attributes.get("PropertyOperation"),
    ...items(message),
  }));

describe("a pull point", () => {
  it("is told crossings and counters as they happen, and keeps their order", async () => {
    const { camera } = makeCamera();
    const { pull } = await subscribe(camera);
    camera.cross("door", "Left", 7);
    camera.count("inside", 12);
    camera.cross("door", "Right");
    const messages = told(await pull());
    expect(messages).toMatchObject([
      { topic: "tns1:RuleEngine/LineDetector/Crossed", Rule: "door", Direction: "Left", ObjectId: "7" },
      { topic: "tns1:RuleEngine/CountAggregation/Counter", Rule: "inside", Count: "12", operation: "Changed" },
      { topic: "tns1:RuleEngine/LineDetector/Crossed", Rule: "door", Direction: "Right" },
    ]);
    expect(messages[0]?.["operation"]).toBeUndefined();
    expect(told(await pull())).toEqual([]);
    expect(camera.counts.events).toEqual({ said: 3, delivered: 3, dropped: 0, unheard: 0 });
  });

  it("holds a pull until something happens", async () => {
    const { camera, clock } = makeCamera();
    const { pull } = await subscribe(camera);
    const held = pull("PT30S");
    await clock.settle();
    clock.advanceTo(startsAt + 20_000);
    expect(await Promise.race([held, clock.settle()])).toBeUndefined();
    camera.cross("door", "Left");
    expect(told(await held)).toHaveLength(1);
  });

  it("answers a pull with nothing when its time is over", async () => {
    const { camera, clock } = makeCamera();
    const { pull } = await subscribe(camera);
    const held = pull("PT30S");
    await clock.settle();
    clock.advanceTo(startsAt + 30_000);
    const { status, answer } = await held;
    expect([status, answer?.name, all(answer, "NotificationMessage").length]).toEqual([200, "PullMessagesResponse", 0]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("keeps what happens while nobody pulls, and what nobody came back for", async () => {
    const { camera, clock } = makeCamera();
    const { pull } = await subscribe(camera);
    const abort = new AbortController();
    const left = pull("PT30S", 1, { signal: abort.signal });
    await clock.settle();
    abort.abort();
    await expect(left).rejects.toMatchObject({ code: "aborted" });
    camera.cross("door", "Left");
    camera.cross("door", "Right");
    expect(told(await pull("PT0S", 1))).toMatchObject([{ Direction: "Left" }]);
    expect(told(await pull("PT0S", 1))).toMatchObject([{ Direction: "Right" }]);
  });

  it("holds 100 messages, and counts the oldest that it loses", async () => {
    const { camera } = makeCamera();
    const { pull } = await subscribe(camera);
    for (let value = 0; value < 130; value++) camera.count("inside", value);
    expect(told(await pull()).map(({ Count }) => Count)).toEqual(Array.from({ length: 100 }, (_, at) => `${at + 30}`));
    expect(camera.counts.events).toMatchObject({ said: 130, delivered: 100, dropped: 30 });
  });

  it("begins with the state of every counter, marked as such, and says it again when asked", async () => {
    const { camera } = makeCamera();
    camera.count("inside", 1);
    camera.count("inside", 2);
    camera.cross("door", "Left");
    expect(camera.counts.events.unheard).toBe(3);
    const { call, pull } = await subscribe(camera);
    const state = [{ Rule: "inside", Count: "2", operation: "Initialized" }];
    expect(told(await pull())).toMatchObject(state);
    expect((await call("<tev:SetSynchronizationPoint/>")).status).toBe(200);
    expect(told(await pull())).toMatchObject(state);
  });

  it("of a camera that takes crossings for properties begins with the last of each line", async () => {
    const { camera } = makeCamera({ replayCrossings: true });
    camera.cross("door", "Left");
    camera.cross("door", "Right");
    const { pull } = await subscribe(camera);
    expect(told(await pull())).toMatchObject([{ Rule: "door", Direction: "Right", operation: "Initialized" }]);
    camera.cross("door", "Left");
    expect(told(await pull())).toMatchObject([{ Direction: "Left", operation: "Changed" }]);
    expect((await ask(camera, "<tev:GetEventProperties/>")).xml).not.toContain(`IsProperty="false"`);
  });

  it("ends at its time, which only a renewal puts off", async () => {
    const { camera, clock } = makeCamera();
    const { ends, call, pull } = await subscribe(
      camera,
      "<tev:InitialTerminationTime>PT60S</tev:InitialTerminationTime>",
    );
    expect(ends).toBe("2030-01-07T08:01:00.000Z");
    clock.advanceTo(startsAt + 50_000);
    expect((await pull()).status).toBe(200);
    const renewed = await call("<wsnt:Renew><wsnt:TerminationTime>PT60S</wsnt:TerminationTime></wsnt:Renew>");
    expect(all(renewed.answer, "TerminationTime")[0]?.text).toBe("2030-01-07T08:01:50.000Z");
    clock.advanceTo(startsAt + 109_999);
    expect((await pull()).status).toBe(200);
    clock.advanceTo(startsAt + 110_000);
    const over = await pull();
    expect([over.status, over.xml.includes("wsrfr:ResourceUnknownFault")]).toEqual([400, true]);
    expect(camera.counts.subscriptions).toEqual({ made: 1, expired: 1, unsubscribed: 0, refused: 0 });
  });

  it("without a time of its own lives as long as it is pulled", async () => {
    const { camera, clock } = makeCamera();
    const { pull } = await subscribe(camera);
    for (const second of [50, 100, 150]) {
      clock.advanceTo(startsAt + 1_000 * second);
      expect((await pull()).status).toBe(200);
    }
    clock.advanceTo(startsAt + 211_000);
    expect((await pull()).status).toBe(400);
  });

  it("takes an end by the camera's own clock, however wrong that is", async () => {
    const { camera, clock } = makeCamera();
    camera.faults.wrongClock(-86_400_000);
    const { ends, pull } = await subscribe(
      camera,
      "<tev:InitialTerminationTime>2030-01-06T08:00:30Z</tev:InitialTerminationTime>",
    );
    expect(ends).toBe("2030-01-06T08:00:30.000Z");
    clock.advanceTo(startsAt + 29_999);
    expect((await pull()).status).toBe(200);
    clock.advanceTo(startsAt + 30_000);
    expect((await pull()).status).toBe(400);
  });

  it("is gone when it is unsubscribed, when the camera forgets it, or when the camera restarts", async () => {
    const { camera, clock } = makeCamera();
    const first = await subscribe(camera);
    expect((await first.call("<wsnt:Unsubscribe/>")).status).toBe(200);
    expect((await first.pull()).status).toBe(400);
    const second = await subscribe(camera);
    const held = second.pull("PT30S");
    await clock.settle();
    camera.faults.expireSubscriptions();
    expect((await held).status).toBe(400);
    expect((await second.pull()).status).toBe(400);
    const third = await subscribe(camera);
    const cut = third.pull("PT30S");
    await clock.settle();
    camera.restart();
    await expect(cut).rejects.toMatchObject({ code: "device-gone" });
    expect((await third.pull()).status).toBe(400);
    expect(camera.counts.subscriptions).toMatchObject({ made: 3, unsubscribed: 1, expired: 2 });
  });

  it("is one of ten at most, and each is told everything that it wants", async () => {
    const { camera } = makeCamera();
    const wanted = (topic: string) =>
      `<tev:Filter><wsnt:TopicExpression Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">${topic}</wsnt:TopicExpression></tev:Filter>`;
    const crossings = await subscribe(camera, wanted("tns1:RuleEngine/LineDetector//."));
    const both = await subscribe(
      camera,
      wanted("tns1:RuleEngine/LineDetector/Crossed|tns1:RuleEngine/CountAggregation/Counter"),
    );
    for (let more = 2; more < 10; more++) await subscribe(camera);
    const eleventh = await ask(camera, create);
    expect([eleventh.status, eleventh.xml.includes("SubscribeCreationFailedFault")]).toEqual([400, true]);
    camera.cross("door", "Left");
    camera.count("inside", 1);
    expect(told(await crossings.pull())).toHaveLength(1);
    expect(told(await both.pull())).toHaveLength(2);
    const odd = await ask(
      camera,
      create.replace("/>", `>${wanted("x").replace("ConcreteSet", "Odd")}</tev:CreatePullPointSubscription>`),
    );
    expect(odd.xml).toContain("TopicExpressionDialectUnknownFault");
  });

  it.each([
    [
      "a pull over a minute",
      "<tev:PullMessages><tev:Timeout>PT2M</tev:Timeout><tev:MessageLimit>1</tev:MessageLimit></tev:PullMessages>",
      "MaxTimeout",
    ],
    [
      "a pull of no messages",
      "<tev:PullMessages><tev:Timeout>PT1S</tev:Timeout><tev:MessageLimit>0</tev:MessageLimit></tev:PullMessages>",
      "InvalidArgVal",
    ],
    [
      "a renewal into the past",
      "<wsnt:Renew><wsnt:TerminationTime>2030-01-07T07:00:00Z</wsnt:TerminationTime></wsnt:Renew>",
      "UnacceptableTerminationTimeFault",
    ],
  ])("refuses %s", async (_, body, fault) => {
    const { camera } = makeCamera();
    const { status, xml } = await (await subscribe(camera)).call(body);
    expect([status, xml.includes(fault)]).toEqual([400, true]);
  });

  it("refuses a second pull while one waits", async () => {
    const { camera, clock } = makeCamera();
    const { pull } = await subscribe(camera);
    const first = pull("PT30S");
    await clock.settle();
    const second = await pull("PT30S");
    expect([second.status, second.xml.includes("wsnt:UnableToGetMessagesFault")]).toEqual([400, true]);
    camera.cross("door", "Left");
    expect(told(await first)).toHaveLength(1);
    expect((await pull()).status).toBe(200);
  });
});
