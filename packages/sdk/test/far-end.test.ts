import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { AisleError, type DriverReading, defineDriver, openHub, VirtualClock } from "@aisle/sdk";
import { concatMap, filter, firstValueFrom } from "rxjs";
import { expect, it } from "vitest";
import { z } from "zod";

/** A gate that wants a password before it says a word. */
const guarded = defineDriver({
  id: "guarded",
  kind: "turnstile",
  transport: "tcp",
  settings: z.strictObject({ password: z.string() }),
  liveness: { within: 60_000 },
  open: ({ transport, settings }) => {
    void transport.write(new TextEncoder().encode(`LOGIN ${settings.password}\n`));
    return {
      readings: transport.bytes$.pipe(
        concatMap((bytes): DriverReading<"turnstile">[] => {
          if (String.fromCharCode(...bytes).startsWith("DENIED")) {
            throw new AisleError("auth-failed", "The gate refused the password.", { category: "device" });
          }
          return [{ type: "counters", data: { in: 1, out: 1 } }];
        }),
      ),
    };
  },
});

it("a wrong password and wrong settings reach the far end exactly once, and again only when somebody mends them", async () => {
  const logins: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      const login = String(bytes).trim();
      logins.push(login);
      socket.write(login === "LOGIN right" ? "HELLO\n" : "DENIED\n");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const clock = new VirtualClock(0);
  const device = { id: "gate-1", driver: "guarded", transport: { port } };
  await using hub = await openHub({
    drivers: [guarded],
    devices: [
      { ...device, settings: { password: "wrong" } },
      { ...device, id: "gate-2", settings: { pasword: "right" } },
    ],
    clock,
  });
  const reach = async (state: string): Promise<void> => {
    const { status$ } = hub.device("gate-1", "turnstile");
    await firstValueFrom(status$.pipe(filter((status) => status.state === state)));
  };
  await reach("blocked");
  await clock.run(86_400_000);
  expect(logins).toEqual(["LOGIN wrong"]);
  expect(hub.devices.get("gate-2")?.status).toMatchObject({ state: "blocked", reason: { code: "settings-invalid" } });

  hub.resume("gate-1");
  await reach("connecting");
  await reach("blocked");
  expect(logins).toEqual(["LOGIN wrong", "LOGIN wrong"]);

  await hub.changeSettings("gate-1", { settings: { password: "right" } });
  await reach("online");
  expect(logins).toEqual(["LOGIN wrong", "LOGIN wrong", "LOGIN right"]);
  await hub.close();
  server.close();
  await once(server, "close");
});
