import { toAisleError } from "@aisle/sdk";
import type { Condition, Hardware } from "./hardware.ts";
import { deviceOf } from "./store.ts";
import type { World } from "./world.ts";

/** Something that goes wrong, or that somebody does, with one thing: begins now, ends by itself after `lasts` ms. */
type Fault = (world: World, id: string, lasts: number) => void;

const broken = (): Error => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });

function forAWhile(condition: Condition, breaks: boolean): Fault {
  return (world, id, lasts) => {
    const thing = world.thing(id);
    if (thing.condition !== "well") return;
    thing.condition = condition;
    if (condition === "locked") {
      thing.knocks = 0;
      thing.knocksAllowed = 1;
    }
    if (breaks) dropLinks(thing);
    world.time.schedule(lasts, () => {
      // Wrong passwords lock accounts: the hub knocks once, and again only when it is asked to.
      if (condition === "locked" && thing.knocks > thing.knocksAllowed) {
        world.problems.push(`${id} was tried ${thing.knocks} times with a wrong password`);
      }
      thing.heal();
    });
  };
}

function dropLinks(thing: Hardware): void {
  for (const link of [...thing.links]) {
    if (link.dead) continue;
    link.bytes.error(broken());
    link.lost.next(broken());
  }
}

const say =
  (line: string): Fault =>
  (world, id) => {
    world.thing(id).say(line);
  };

/** A host's own request to connect may knock at a locked door once more. */
function byHand(world: World, id: string, act: () => void): void {
  if (!world.hub.devices.has(id)) return;
  for (const each of [id, "bus-1", "bus-2"]) world.thing(each).knocksAllowed += 1;
  act();
}

const changes = [{}, { settings: { hardware: "?" } }, { settings: { hardwear: 1 } }, { transport: { port: 1 } }];

/** Everything that can happen, by name. */
export const faults: Readonly<Record<string, Fault>> = {
  unplug: forAWhile("unplugged", true),
  refused: forAWhile("refusing", true),
  busy: forAWhile("busy", true),
  forbidden: forAWhile("forbidden", true),
  "wrong password": forAWhile("locked", true),
  "other sdk": forAWhile("incompatible", true),
  "slow open": forAWhile("slow", true),
  "hang at open": forAWhile("hanging", true),
  "deaf open": forAWhile("deaf", true),
  "throw at open": forAWhile("throwing", true),
  "string at open": forAWhile("raving", true),
  "late close": (world, id, lasts) => {
    forAWhile("late-close", false)(world, id, lasts);
    dropLinks(world.thing(id));
  },
  "close hangs": (world, id, lasts) => {
    forAWhile("never-closes", false)(world, id, lasts);
    dropLinks(world.thing(id));
  },
  silence: forAWhile("silent", false),
  "half-open": (world, id) => {
    for (const link of world.thing(id).links) link.dead = true;
  },
  "link breaks": (world, id) => {
    dropLinks(world.thing(id));
  },
  "stream ends": (world, id) => {
    for (const link of [...world.thing(id).links]) link.bytes.complete();
  },
  "driver throws later": (world, id) => {
    for (const link of [...world.thing(id).links]) link.bytes.error(new TypeError("undefined is not a function"));
  },
  flapping: (world, id) => {
    for (let n = 0; n < 7; n += 1) world.time.schedule(40_000 * n, () => faults["link breaks"]?.(world, id, 0));
  },
  garbage: (world, id) => {
    const bytes = Uint8Array.from({ length: 400 }, () => world.int(256));
    for (const link of [...world.thing(id).links]) link.bytes.next(bytes);
  },
  "no reading": say("J"),
  complaint: (world, id, lasts) => {
    world.thing(id).say("H");
    world.time.schedule(lasts, () => {
      world.thing(id).say(world.pick([".", "K", "A"]));
    });
  },
  "empty battery": say("K"),
  "logged out": say("A"),
  "device clock": (world, id) => {
    world.thing(id).clockError = (world.random() - 0.5) * 86_400_000;
  },
  "host clock": (world) => {
    world.setClock(Math.round((world.random() - 0.5) * 7_200_000));
  },
  "settings change": (world, id) => {
    const change = world.pick(changes);
    const settings = "hardware" in (change.settings ?? {}) ? { hardware: id, volume: world.int(9) } : change.settings;
    byHand(world, id, () => {
      world.hub.changeSettings(id, settings === undefined ? change : { settings }).catch((thrown: unknown) => {
        const { code } = toAisleError(thrown);
        if (code !== "settings-invalid" && code !== "module-missing") throw thrown;
      });
    });
  },
  maintenance: (world, id, lasts) => {
    if (!world.hub.devices.has(id)) return;
    void world.hub.setOutOfService(id, "new battery");
    if (world.int(2) === 0) void world.hub.setOutOfService(id, "new arm");
    world.time.schedule(lasts, () => {
      byHand(world, id, () => {
        world.hub.setInService(id);
      });
    });
  },
  "taken out while connecting": (world, id, lasts) => {
    dropLinks(world.thing(id));
    faults["retry now"]?.(world, id, lasts);
    faults["maintenance"]?.(world, id, lasts);
  },
  "removed while out of service": (world, id, lasts) => {
    if (!world.hub.devices.has(id)) return;
    void world.hub.setOutOfService(id);
    faults["removed and added"]?.(world, id, lasts);
  },
  "retry now": (world, id) => {
    byHand(world, id, () => {
      world.hub.resume(id);
    });
  },
  "wrong device added": (world, _id, lasts) => {
    const id = `wrong-${world.int(1_000_000)}`;
    const wrong = world.pick([{ driver: "no-such" }, { settings: { hardware: 3 } }, { bus: "bus-9" }]);
    if (world.hub.devices.has(id)) return;
    world.hub.addDevice({ ...deviceOf(id, world.int(5)), ...wrong });
    world.time.schedule(lasts, () => void world.hub.removeDevice(id));
  },
  "removed and added": (world, id, lasts) => {
    if (!world.hub.devices.has(id)) return;
    const again = (): void => {
      byHandAdd(world, id);
    };
    void world.hub.removeDevice(id).then(() => {
      world.time.schedule(lasts, again);
    });
  },
  commands: (world, id) => {
    const gate = world.hub.devices.get(id);
    if (gate?.kind !== "turnstile") return;
    const { commands } = world.hub.device(id, "turnstile");
    for (let n = 0; n < 3; n += 1) {
      const key = `${id} ${world.int(1_000_000)}`;
      for (let again = 0; again < 2; again += 1) {
        void commands.admit({ direction: "in" }, { key, deadline: 1 + world.int(4_000) });
      }
    }
  },
};

function byHandAdd(world: World, id: string): void {
  world.thing(id).knocksAllowed += 1;
  if (!world.hub.devices.has(id)) world.hub.addDevice(deviceOf(id, Number(id.slice(1))));
}

/** Faults that make sense for a bus, which nobody can talk to directly. */
export const busFaults = [
  "unplug",
  "refused",
  "wrong password",
  "slow open",
  "hang at open",
  "deaf open",
  "throw at open",
  "late close",
  "link breaks",
  "flapping",
] as const;
