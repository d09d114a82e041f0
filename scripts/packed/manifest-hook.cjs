// Loaded by `pnpm pack` (see pack-packages.mjs). What is published has no sources, so it does not name them either: with
// `aisle-source` left in, a vendor who sets that condition, as our examples do, would find nothing.
module.exports = {
  hooks: {
    beforePacking(manifest) {
      for (const entry of Object.values({ ...manifest.exports, ...manifest.imports })) {
        if (typeof entry === "object") delete entry["aisle-source"];
      }
      return manifest;
    },
  },
};
