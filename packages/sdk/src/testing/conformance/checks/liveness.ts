import type { Liveness } from "../../../drivers/define-driver.ts";
import { checkSettings } from "../../../drivers/settings-check.ts";
import type { Subject } from "../check.ts";

/** How the driver is watched with the fixture's settings. */
export async function livenessOf({ driver, fixture }: Subject): Promise<Liveness> {
  const settings: unknown = await checkSettings(driver.settings, fixture.settings, "the fixture");
  return typeof driver.liveness === "function" ? driver.liveness(settings) : driver.liveness;
}
