import type { CommandAnswer } from "../../wire/index.ts";
import type { ConsoleParts } from "../console-parts.ts";
import { readJson } from "../http/read-json.ts";
import { sendJson } from "../http/send.ts";
import { RefusedError } from "../refused-error.ts";
import { AnswersByKey, busy } from "./answers-by-key.ts";
import type { Exchange, Handler } from "./exchange.ts";
import { notThere } from "./reads.ts";
import { commandRequest, installRequest, loginRequest, serviceRequest } from "./requests.ts";

/** So many findings may wait to be written. */
const mostInstalling = 16;

/** Handlers of all POSTs but login, by the first part of the address. */
export function writeHandlers(parts: ConsoleParts): Readonly<Record<string, Handler>> {
  const { source, rights, clock, log } = parts;
  const answers = new AnswersByKey<CommandAnswer>();
  let installing = 0;

  return {
    commands: async ({ request, response }) => {
      needRight(rights.command, "commands", "command");
      const tell = source.command?.bind(source);
      if (tell === undefined) throw notThere("Nothing can be told to a device here: it is a recording.");
      const wish = commandRequest(await readJson(request, clock));
      const { device, command, input, key } = wish;
      const answer = await answers.once(key, JSON.stringify([device, command, input]), async () => {
        const given = await tell(wish);
        log.info("a command was sent from the page", { device, command, ...outcomeOf(given), by: by(request) });
        return given;
      });
      await sendJson(request, response, answer);
    },
    service: async ({ request, response }) => {
      needRight(rights.command, "commands", "command");
      if (source.setService === undefined)
        throw notThere("No device can be taken out of service here: it is a recording.");
      const wish = serviceRequest(await readJson(request, clock));
      const answer = await source.setService(wish);
      const { device, inService } = wish;
      log.info("a device's service was set from the page", {
        device,
        inService,
        ...outcomeOf(answer),
        by: by(request),
      });
      await sendJson(request, response, answer);
    },
    install: async ({ request, response }) => {
      needRight(rights.install, "install", "install");
      if (source.install === undefined) throw notThere("There is no settings file here to write to.");
      const wish = installRequest(await readJson(request, clock));
      if (installing >= mostInstalling) throw busy("Much is being written to the settings already.");
      installing += 1;
      try {
        await source.install(wish);
      } finally {
        installing -= 1;
      }
      log.info("the settings were written from the page", { tool: wish.tool, by: by(request) });
      await sendJson(request, response, {});
    },
  };
}

/** Handlers of login and logout. */
export function loginHandlers({ access, clock, log }: ConsoleParts): Readonly<Record<string, Handler>> {
  const answer = async ({ request, response }: Exchange, cookie: string | undefined, what: string): Promise<void> => {
    if (cookie !== undefined) response.setHeader("set-cookie", cookie);
    log.info(what, { by: by(request) });
    await sendJson(request, response, {});
  };
  return {
    login: async (exchange) => {
      const token = loginRequest(await readJson(exchange.request, clock));
      await answer(exchange, access.login(token, exchange.request), "somebody logged in to the page");
    },
    logout: async (exchange) => {
      await readJson(exchange.request, clock);
      await answer(exchange, access.logout(exchange.request), "somebody logged out of the page");
    },
  };
}

function needRight(given: boolean, option: "commands" | "install", name: "command" | "install"): void {
  if (given) return;
  throw new RefusedError("console-right-missing", `This console is not allowed to ${words[name]}.`, {
    status: 403,
    remedy: `Start it with --page-allow ${option}, or give createConsole \`rights: { ${name}: true }\`.`,
  });
}

const words = { command: "send commands to devices", install: "write to the store's settings" };

function outcomeOf({ outcome, code }: CommandAnswer): { readonly outcome: string; readonly code?: string } {
  return code === undefined ? { outcome } : { outcome, code };
}

function by({ socket }: Exchange["request"]): string {
  return socket.remoteAddress ?? "unknown";
}
