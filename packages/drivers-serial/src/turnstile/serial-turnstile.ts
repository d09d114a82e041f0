import { defineDriver, infoOfFacts, type OpenDevice, type StatusReason } from "@aisle/sdk";
import { share } from "rxjs";
import { createExchange, createNoiseMeter, createReasons, each } from "../line/index.ts";
import { BoardBook } from "./board-book.ts";
import { again, boardCommands } from "./board-commands.ts";
import { boardFrame } from "./board-frame.ts";
import { type BoardMessage, boardMessages } from "./board-messages.ts";
import { turnstileSettings } from "./settings.ts";

/** So many statuses without a loss: it is well again. */
const calm = 60;

/** A turnstile board on a serial line, profile `framed-board`. Its status is asked for as the probe. */
export const serialTurnstile = defineDriver({
  id: "serial-turnstile",
  kind: "turnstile",
  transport: "serial",
  settings: turnstileSettings,
  liveness: ({ pollEvery }) => ({ probe: "driver", every: pollEvery }),
  open({ transport, settings, clock, log, report }): OpenDevice<"turnstile"> {
    const { address } = settings;
    const messages$ = transport.bytes$.pipe(boardMessages(settings), share());
    const exchange = createExchange(transport, messages$, clock);
    const book = new BoardBook();
    const reasons = createReasons(["fault", "events", "noise"], report);
    const noise = createNoiseMeter(
      log,
      (reason) => reasons.set("noise", reason),
      "Check `profile`, `address`, baudRate and parity, and the cable.",
    );
    let [lostSoFar, statuses] = [0, 0];
    const account = (message: BoardMessage, lost: number, settled: boolean): void => {
      if (message.type === "noise") noise.bad(message.why);
      else noise.good();
      if (lost > 0) {
        if (statuses === 0) log.warn("Events of the board were lost on the line.", { lost, lostSoFar });
        lostSoFar += lost;
        statuses = calm;
        reasons.set("events", eventsLost(lostSoFar));
      } else if (settled && statuses > 0) {
        statuses -= 1;
        if (statuses === 0) reasons.set("events", undefined);
      }
    };
    return {
      info: infoOfFacts(transport.facts),
      readings: messages$.pipe(
        each((message) => {
          const { readings, lost, settled } = book.hear(message);
          account(message, lost, settled);
          for (const { type, data } of readings) {
            if (type === "alarm" && data.alarm === "fault") reasons.set("fault", data.active ? boardFault : undefined);
          }
          return readings;
        }),
      ),
      // Twice where no answer comes: one byte that was lost on the line does not lose the turnstile.
      probe: (signal) =>
        again(() =>
          exchange.ask(
            {
              send: boardFrame(address, 0x30),
              answer: ({ type }) => (type === "status" ? true : undefined),
              within: settings.pollEvery / 2,
              what: "for its status",
            },
            signal,
          ),
        ),
      // Keys of an earlier connection must not come again: the board would think that it has done them.
      commands: boardCommands(exchange, book, settings, clock.now()),
    };
  },
});

const boardFault: StatusReason = {
  code: "hardware-fault",
  message: "The board of the turnstile says that it is faulty.",
  remedy: "Have the turnstile serviced.",
};

function eventsLost(count: number): StatusReason {
  return {
    code: "protocol-noise",
    message: `${count} events of the board were lost on the line; passages were told from its counters.`,
    remedy: "Check the cable, its shield and its length; lower baudRate on both ends.",
  };
}
