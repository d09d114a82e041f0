// `npm run -s pack [-- FOLDER]`: packs what is published into FOLDER (`packed` unless told) and checks each tarball.
import path from "node:path";
import { checkPacked, packPackages } from "./packed/pack-packages.mjs";

try {
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? "packed");
  const packed = packPackages(folder);
  checkPacked(packed);
  for (const { tarball } of packed) console.log(tarball);
} catch (error) {
  console.error(`aisle: ${error.message}`);
  process.exitCode = 1;
}
