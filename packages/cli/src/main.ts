const words = process.argv.slice(2);
// A replay starts from one file with all that it needs: finding the packages would take longer than a short scene.
const alone = words[0] === "replay" && !words.includes("--watch");
const { start } = await (alone ? import("#replay") : import("./start.ts"));
await start(words);
