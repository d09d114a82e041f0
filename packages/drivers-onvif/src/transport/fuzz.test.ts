import { seededRandom, type VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import type { HttpClient } from "./http/index.ts";
import { camera, forever, open } from "./open.fixture.ts";

const replies = 20_000;
const encoder = new TextEncoder();
const notification =
  '<wsnt:NotificationMessage><wsnt:Topic>tns1:A/B</wsnt:Topic><wsnt:Message><tt:Message UtcTime="2026-11-22T14:00:01Z" PropertyOperation="Changed"><tt:Source/><tt:Data><tt:SimpleItem Name="State" Value="true"/></tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>';

/** Changes some of the bytes: other bytes, cut, doubled, taken out. */
function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let mutated = [...bytes];
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes -= 1) {
    const at = Math.floor(random() * mutated.length);
    const to = at + Math.floor(random() * 40);
    const kind = Math.floor(random() * 6);
    if (kind === 0) mutated[at] = Math.floor(random() * 256);
    else if (kind === 1) mutated = mutated.slice(0, at);
    else if (kind === 2) mutated.splice(at, to - at);
    else if (kind === 3) mutated.splice(at, 0, ...mutated.slice(at, to));
    else if (kind === 4) mutated.splice(at, 0, ...encoder.encode(words[Math.floor(random() * words.length)]));
    else mutated[at] = (mutated[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  return Uint8Array.from(mutated);
}

const words = [
  "<",
  ">",
  "&",
  '"',
  "</tt:Message>",
  "<env:Fault>",
  "<!--",
  "<![CDATA[",
  "&#0;",
  "999999999999",
  "-1",
  "xmlns:x=",
  "ÿ",
];

/** Lets time go on until something is done. */
async function until<T>(clock: VirtualClock, work: Promise<T>): Promise<T | undefined> {
  const progress = { done: false };
  const settled = work.catch(() => undefined).finally(() => (progress.done = true));
  for (let step = 0; !progress.done && step < 200; step += 1) {
    await clock.settle();
    if (clock.nextTimerAt() !== undefined) clock.advanceTo(clock.nextTimerAt() ?? 0);
  }
  expect(progress.done, "something hangs").toBe(true);
  return settled;
}

describe(`${replies} mutated answers of a camera`, () => {
  it("hang nothing, crash nothing, and leave nothing", async () => {
    const random = seededRandom(7);
    let mutated = 0;
    const codes = new Map<string, number>();
    const tell = (thrown: unknown): never => {
      const { code } = thrown as { code: string };
      codes.set(code, (codes.get(code) ?? 0) + 1);
      throw thrown;
    };
    while (mutated < replies) {
      const given = camera({ proofs: [["token"], ["digest"], []][Math.floor(random() * 3)] as never });
      const { clock, cam } = given;
      let pulls = 0;
      cam.handlers.set("PullMessages", () => {
        pulls += 1;
        return `<tev:PullMessagesResponse>${notification.repeat(3)}</tev:PullMessagesResponse>`;
      });
      // Few are hit until it is open, so that every later answer is reached too.
      let share = 0.15;
      const http: HttpClient = async (request) => {
        const answer = await cam.http(request);
        if (random() > share) return answer;
        mutated += 1;
        return {
          ...answer,
          body: mutate(answer.body, random),
          status: random() < 0.1 ? Math.floor(random() * 600) : answer.status,
        };
      };
      const link = await until(clock, open({ clock, cam: { http } }).catch(tell));
      if (link === undefined) continue;
      const { transport, close } = link;
      share = 0.6;
      const subscription = transport.events$.subscribe({ error: () => undefined });
      const profile = transport.profiles[0]?.token ?? "none";
      for (let round = 0; round < 3; round += 1) {
        await until(clock, transport.readClock(forever()).catch(tell));
        await until(clock, transport.streamUri(profile, forever()).catch(tell));
        await until(clock, transport.snapshot(profile, forever()).catch(tell));
      }
      for (let step = 0; step < 20; step += 1) {
        await clock.settle();
        const next = clock.nextTimerAt();
        if (next !== undefined) clock.advanceTo(next);
      }
      subscription.unsubscribe();
      await until(clock, Promise.resolve(close()));
      await clock.settle();
      expect(clock.nextTimerAt()).toBeUndefined();
      expect(cam.state.underWay).toBe(0);
      expect(pulls).toBeLessThan(200);
    }
    // What goes wrong is the camera's doing, never ours.
    expect([...codes.keys()].filter((code) => code === "driver-bug")).toEqual([]);
    expect(codes.get("onvif-reply-invalid")).toBeGreaterThan(100);
  }, 120_000);
});
