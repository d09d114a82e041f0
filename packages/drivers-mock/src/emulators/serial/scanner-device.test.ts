import { describe, expect, it } from "vitest";
import { clientOf } from "../wire/client.fixture.ts";
import { scannerDevice } from "./scanner-device.ts";

describe("a scanner on a serial line", () => {
  it("says what it reads to everybody who is connected, the AIM id first", () => {
    const scanner = scannerDevice();
    const clients = [clientOf(scanner), clientOf(scanner)];
    expect(scanner.scan("]Q1", "MEMBER-1")).toBe(2);
    expect(clients.map((client) => client.text())).toEqual(["]Q1MEMBER-1\r\n", "]Q1MEMBER-1\r\n"]);
    expect(scanner.said.get("scan")).toEqual({ said: 1, heard: 2, unheard: 0 });
  });

  it("has the prefix and suffix that it was given", () => {
    const scanner = scannerDevice({ prefix: "\u0002", suffix: "\u0003" });
    const client = clientOf(scanner);
    scanner.scan("]C1", "0104012345\u001d10A");
    expect(client.text()).toBe("\u0002]C10104012345\u001d10A\u0003");
  });

  it("counts a scan as unheard that it reads while nobody is connected", () => {
    const scanner = scannerDevice();
    const client = clientOf(scanner);
    client.close();
    expect(scanner.scan("]Q1", "lost")).toBe(0);
    expect([scanner.said.get("scan"), client.text()]).toEqual([{ said: 1, heard: 0, unheard: 1 }, ""]);
  });

  it("hears each trigger, however it is cut and whatever is around it", () => {
    const scanner = scannerDevice();
    const client = clientOf(scanner);
    let triggers = 0;
    const stop = scanner.onTrigger(() => {
      triggers += 1;
    });
    client.send([0x16, 0x54, 0x0d, 0x16, 0x16, 0x54, 0x0d, 0x54]);
    expect(triggers).toBe(2);
    for (const byte of [0x16, 0x54, 0x0d]) client.send([byte]);
    expect(triggers).toBe(3);
    client.send([0x54, 0x0d]);
    stop();
    client.send([0x16, 0x54, 0x0d]);
    expect(triggers).toBe(3);
  });
});
