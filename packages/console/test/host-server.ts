import { createServer, type Server } from "node:http";
import { createConsole, watchHub } from "@aisle/console";
import { fuse } from "@aisle/fusion";
import type { Clock, Hub } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";

/** A server of your own, with the page of the store at /store/. */
export function serveShop(hub: Hub, model: StoreModel, clock: Clock): Server {
  const fusion = fuse(hub, model, { clock });
  const source = watchHub({ hub, fusion, model, clock });
  const page = createConsole(source, { basePath: "/store", rights: { command: true } });
  const server = createServer((request, response) => {
    void page.handle(request, response).then((handled) => {
      if (!handled) response.end("the shop's own page\n");
    });
  });
  server.on("close", () => {
    page.close();
    source.close();
    fusion.stop();
  });
  return server;
}
