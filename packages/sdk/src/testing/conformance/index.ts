export { checkConformance } from "./check-conformance.ts";
export {
  type ConformanceCommand,
  type ConformanceFixture,
  type ConformanceFrame,
  conformanceDevice,
  type FakeOf,
} from "./fixture.ts";
export {
  type ConformanceLevel,
  type ConformanceReport,
  type ConformanceResult,
  conformanceLevels,
  describeReport,
  reaches,
} from "./report.ts";
