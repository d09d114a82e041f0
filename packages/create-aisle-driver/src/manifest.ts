import { type Choices, driverId } from "./choices.ts";

/** The `package.json` of a new driver package, the manifest for Aisle under `aisle`. */
export function packageJson({ name, kind, transport }: Choices): string {
  const manifest = {
    name,
    version: "0.1.0",
    description: `Aisle driver for … (${kind} over ${transport}).`,
    keywords: ["aisle-driver", kind],
    license: "UNLICENSED",
    type: "module",
    engines: { node: ">=20.19" },
    sideEffects: false,
    files: ["dist"],
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
    },
    scripts: { build: "tsc -p tsconfig.build.json", check: "tsc", test: "vitest run", prepack: "npm run build" },
    aisle: { manifest: 1, sdk: "0.x", drivers: [{ id: driverId(name), kind, transport }] },
    peerDependencies: { "@aisle/sdk": "0.x", rxjs: "^7.8.0" },
    dependencies: { zod: "^4.6.0" },
    devDependencies: {
      "@aisle/sdk": "0.x",
      "@types/node": "^20.19.0",
      rxjs: "^7.8.0",
      typescript: "^6.0.0",
      vitest: "^4.0.0",
    },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
