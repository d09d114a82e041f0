import { defineDriver, infoOfFacts, type StatusReason } from "@aisle/sdk";
import { NoiseMeter } from "../noise/index.ts";
import { checkUsagePage } from "../usage-page.ts";
import type { Weight } from "./read-weight.ts";
import { scaleLiveness, scaleSettings } from "./settings.ts";
import { weights } from "./weight-stream.ts";
import { checkPlates, Zeroing } from "./zeroing.ts";

/**
 * Scales of usage page 0x8D: USB HID Point of Sale Usage Tables 1.02, section 4. A shelf of one plate. `tare` is the
 * standard's "Zero Scale" (usage 0x80), bit 1 of the control report 2 in its descriptor.
 */
export const hidScale = defineDriver({
  id: "hid-scale",
  kind: "weight-shelf",
  transport: "hid",
  settings: scaleSettings,
  liveness: scaleLiveness,
  open(context) {
    const { transport, settings } = context;
    checkUsagePage(transport.facts, 0x8d);
    let noisy: StatusReason | undefined;
    let fault: Weight["fault"];
    const show = (): void => {
      context.report(fault === undefined ? noisy : needs(fault));
    };
    const noise = new NoiseMeter({
      ...context,
      report: (reason) => {
        noisy = reason;
        show();
      },
    });
    const zeroing = new Zeroing();
    const zero = Buffer.from(settings.zero.replaceAll(" ", ""), "hex");
    const weighed = (weight: Weight) => {
      if (weight.fault !== fault) {
        fault = weight.fault;
        show();
      }
      return zeroing.weighed(weight);
    };
    const dropped = (what: string): void => {
      noise.dropped(what);
    };
    return {
      info: infoOfFacts(transport.facts),
      readings: transport.reports$.pipe(weights(settings.reportId, { weighed, dropped })),
      commands: {
        tare: async ({ plates }, { signal }) => {
          checkPlates(plates);
          return zeroing.run(() => transport.write(Uint8Array.from(zero)), signal);
        },
      },
    };
  },
});

function needs(fault: NonNullable<Weight["fault"]>): StatusReason {
  const message =
    fault === "fault" ? "The scale says that it does not work." : `The scale says that it needs ${fault}.`;
  const remedy = {
    fault: "Switch it off and on with nothing on it; if that does not help, have it repaired.",
    calibration: "Have it calibrated as its manual says.",
    "re-zeroing": "Take everything off it and zero it.",
  }[fault];
  return { code: "hardware-fault", message, remedy };
}
