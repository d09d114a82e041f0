import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["aisle-source"] },
  ssr: { resolve: { conditions: ["aisle-source"] } },
  test: {
    pool: "forks",
    include: [
      "packages/*/{src,test}/**/*.test.ts",
      "packages/console/web/src/**/*.test.ts",
      "examples/*/{src,test}/**/*.test.ts",
      "bench/src/**/*.test.ts",
      "scripts/**/*.test.ts",
    ],
    testTimeout: 30_000,
  },
});
