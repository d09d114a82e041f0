import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["aisle-source"] },
  ssr: { resolve: { conditions: ["aisle-source"] } },
  test: { include: ["packages/fusion/src/**/*.test.ts"] },
});
