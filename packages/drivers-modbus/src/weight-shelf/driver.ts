import { type CommandContext, type DriverReading, defineDriver } from "@aisle/sdk";
import { Observable } from "rxjs";
import { complaints, every, isRefusal } from "../polling/index.ts";
import { planOf, within } from "./plan.ts";
import { shelfSettings } from "./settings.ts";
import { Shelf } from "./shelf.ts";
import { ShelfUnit } from "./shelf-unit.ts";
import { platesToTare, taredInPart, tareUnsupported, writeTare } from "./tare.ts";

/**
 * Weight shelves on Modbus weight transmitters: one unit with a channel a plate, or several units. How a model speaks
 * is data, a profile. It emits `weights` at the rate of the settings, and `rebaselined` when a zero has moved.
 */
export const modbusWeightShelf = defineDriver({
  id: "modbus-weight-shelf",
  kind: "weight-shelf",
  transport: "modbus",
  settings: shelfSettings,
  liveness: (settings) => ({ within: within(settings) }),
  open({ settings, transport, clock, signal, report }) {
    const plan = planOf(settings);
    const { profile } = plan;
    const units = plan.units.map((number) => new ShelfUnit(number, profile, settings, { transport, clock, signal }));
    let shelf: Shelf | undefined;

    const readings = new Observable<DriverReading<"weight-shelf">>((subscriber) => {
      const polled = new Shelf(plan, units, complaints(report), {
        emit: (reading) => {
          subscriber.next(reading);
        },
        fail: (error) => {
          subscriber.error(error);
        },
      });
      shelf = polled;
      return every(clock, plan.period, (missed) => {
        polled.tick(missed);
      });
    });

    const tare = async (
      input: { readonly plates?: readonly number[] },
      context: CommandContext,
    ): Promise<undefined> => {
      const command = profile.tare;
      if (command === undefined) throw tareUnsupported(profile);
      const plates = shelf?.plates ?? [];
      const wanted = platesToTare(input.plates, plates.length);
      const done: number[] = [];
      for (const unit of units) {
        const own = wanted.filter((index) => plates[index]!.unit === unit);
        if (own.length === 0) continue;
        const channels = own.map((index) => plates[index]!.channel);
        let told = profile.zeroCounter === undefined;
        try {
          await unit.tare(() => writeTare(transport, unit.number, command, channels, context.signal));
        } catch (thrown) {
          told &&= !isRefusal(thrown);
          throw done.length === 0 ? thrown : taredInPart(done, thrown);
        } finally {
          // Also where nobody knows whether it was done: a jump that is no pick must not look like one.
          if (told) shelf?.rebaselined(own);
        }
        done.push(unit.number);
      }
      return undefined;
    };

    return { info: { maker: profile.maker, model: profile.model }, readings, commands: { tare } };
  },
});
