import { z } from "zod";
import { mostProducts } from "../layout/index.ts";
import { share, whole } from "./fields.ts";

/** What stands in the store, and what hangs over it. */
export const layoutShape = {
  aisles: whole(2, 1, 6, "Aisles between two rows of gondolas."),
  bays: whole(2, 1, 8, "Gondolas of 1.5 m and four levels in each row; there are two rows an aisle."),
  platesPerLevel: whole(6, 3, 15, "Plates on each level of a gondola: 6 are 25 cm wide, 15 are 10 cm wide."),
  shelfHz: z.number().min(10).max(100).default(25).describe("Samples a second of every shelf."),
  sensors: z
    .enum(["cameras", "ceiling", "both", "none"])
    .default("cameras")
    .describe("What sees people: cameras, one pose sensor that already measures in the store, both, or nothing."),
  mounts: z
    .enum(["walls", "grid"])
    .default("walls")
    .describe("Where cameras hang: under the ceiling along the walls, or over the whole floor, looking down."),
  faultyPlates: z
    .enum(["stocked", "empty"])
    .default("stocked")
    .describe("What lies on plates that are dead or stuck: goods, which nothing then weighs, or nothing."),
  products: whole(96, 1, mostProducts, "Products in the catalogue."),
  lightProducts: share(0, "Share of products that weigh 5 to 30 g."),
  lookAlikes: share(0, "Share of products that weigh the same, within 2 g, as the one on the next plates."),
  wideProducts: share(0, "Share of products whose units lie across two or three plates, where these stand together."),
  wrongWeights: share(0, "Share of products whose weight in the catalogue is off by 1 to 4 %."),
} as const;
