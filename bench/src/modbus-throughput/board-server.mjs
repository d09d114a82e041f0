// A bare Modbus TCP server: units 1 to 32, each a load-cell board of 12 plates whose register 3 is its own unit number.
import { createServer } from "node:net";

const channels = 12;
const registers = 4 + channels + 2 * channels;

const boards = new Map(
  Array.from({ length: 32 }, (_, index) => {
    const unit = index + 1;
    const answer = Buffer.alloc(9 + 2 * registers);
    answer.writeUInt16BE(3 + 2 * registers, 4);
    answer.set([unit, 4, 2 * registers], 6);
    for (const [address, value] of [0x4c43, channels, 0, unit].entries()) answer.writeUInt16BE(value, 9 + 2 * address);
    for (let at = 4; at < registers; at += 1) answer.writeUInt16BE((unit * 257 + at) & 0xffff, 9 + 2 * at);
    return [unit, answer];
  }),
);

const server = createServer((socket) => {
  socket.setNoDelay(true);
  let held = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (; held.length >= 12; held = held.subarray(12)) {
      const board = boards.get(held[6]);
      if (board === undefined) continue;
      // A copy, for the socket may still hold the last one.
      const answer = Buffer.from(board);
      held.copy(answer, 0, 0, 2);
      socket.write(answer);
    }
  });
  socket.on("error", () => socket.destroy());
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address().port));
process.on("disconnect", () => process.exit());
