import type { AnyDriver, HubOptions } from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { createHidTransport } from "../src/index.ts";
import { scannerInfo, VirtualHid } from "../src/transport/virtual-hid.fixture.ts";

/** One device of a driver in a hub in virtual time, on a computer whose USB is under the test's hand. */
export async function plugged(
  driver: AnyDriver,
  settings: unknown = {},
  options: Partial<HubOptions> = {},
  usagePage = driver.id === "hid-scale" ? 0x8d : 0x8c,
) {
  const hid = new VirtualHid();
  hid.plugged = [{ ...scannerInfo, usagePage }];
  const store = await testHub({
    drivers: [driver],
    transports: [createHidTransport({ hid })],
    devices: [
      {
        id: "device-1",
        driver: driver.id,
        settings,
        transport: { usb: { vendorId: 0x0c2e, productId: 0x0b87, serialNumber: "S-1" } },
      },
    ],
    ...options,
  });
  await store.clock.settle();
  const status = () => store.hub.devices.get("device-1")!.status;
  return { hid, store, status };
}
