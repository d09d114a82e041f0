// The guest's program: the real drivers, on a real kernel, with devices that are made of nothing.
import { check, expect, sleep, tell } from "./report.mjs";
import { uhidScenario } from "./uhid-scenario.mjs";
import { usbScenario } from "./usb-scenario.mjs";

tell({ started: Math.round(performance.now()) });
for (const scenario of [uhidScenario, usbScenario]) {
  await scenario().catch((error) => tell({ scenario: scenario.name, failed: String(error?.stack ?? error) }));
}
await check("close", async () => {
  await sleep(500);
  const left = process.getActiveResourcesInfo().filter((kind) => kind !== "TTYWrap");
  expect(left.length === 0, left.join(", "));
  return "nothing left";
});
// What would keep the process alive is found above; the guest is switched off in any case.
process.exit(0);
