// Mutation testing of fusion: `npm run -s mutation -- ROOM`, a folder of packages/fusion/src. See CONTRIBUTING.md.
const room = process.env["AISLE_MUTATE"] ?? "*";

export default {
  testRunner: "vitest",
  vitest: { configFile: "packages/fusion/vitest.mutation.config.ts", related: false },
  plugins: ["@stryker-mutator/vitest-runner"],
  mutate: [`packages/fusion/src/${room}/**/*.ts`, "!**/*.test.ts", "!**/*.fixture.ts", "!**/index.ts"],
  inPlace: false,
  ignorePatterns: [
    "bench",
    "examples",
    "docs",
    "packages/*/dist",
    "packages/console",
    "packages/drivers-*",
    "packages/cli",
  ],
  concurrency: 2,
  coverageAnalysis: "perTest",
  reporters: ["clear-text", "progress"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: true },
  tempDirName: ".stryker-tmp",
  timeoutMS: 10000,
  disableTypeChecks: false,
};
