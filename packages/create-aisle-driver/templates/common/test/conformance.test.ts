import { describeDriverConformance } from "@aisle/sdk/testing/vitest";
import driver from "../src/index.ts";
import { hardware } from "./hardware.ts";

const here = (path: string): URL => new URL(path, import.meta.url);

// What is missing for the next level is printed; once you are there, hold yourself to it: `require: "silver"`.
describeDriverConformance(
  driver,
  { manifest: here("../package.json"), docs: here("../README.md"), ...hardware },
  { require: "bronze", write: here("../conformance.json") },
);
