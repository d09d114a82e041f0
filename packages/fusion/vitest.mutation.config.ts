import { defineConfig } from "vitest/config";

/** The room under mutation. Its own tests alone are run: faster, and what only tests of other rooms notice counts as missed. */
const room = process.env["AISLE_MUTATE"] ?? "*";

export default defineConfig({
  resolve: { conditions: ["aisle-source"] },
  ssr: { resolve: { conditions: ["aisle-source"] } },
  test: { include: [`packages/fusion/src/${room}/**/*.test.ts`], isolate: false },
});
