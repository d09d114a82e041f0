// The host that is measured: plain Node and what is published, so that no loader of sources is measured with it.
import { driverProcesses, isolated, openHub, silentLogger } from "@aisle/sdk";
import { sharedNow, shelf } from "./driver.mjs";

const { devices: count, rate, seconds, warmUp, kills } = JSON.parse(process.argv[2]);
const every = 1000 / rate;
const inside = isolated({
  name: "bench",
  modules: [new URL("./driver.mjs", import.meta.url)],
  drivers: [{ id: shelf.id, kind: shelf.kind, transport: "none" }],
});
const devices = Array.from({ length: count }, (_, index) => ({
  id: `shelf-${index}`,
  driver: shelf.id,
  settings: { every, offset: (index * every) / count },
}));

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function measure(drivers) {
  const hub = await openHub({ drivers, devices });
  let online = 0;
  await new Promise((done) => {
    hub.statuses$.subscribe(({ status }) => {
      if (status.state === "online" && (online += 1) === count) done();
    });
  });
  // Until the code is compiled as it is in a store that has run for a while.
  await sleep(warmUp * 1000);
  const latencies = new Float64Array(count * rate * (seconds + 2));
  let readings = 0;
  const subscription = hub.readings$.subscribe(({ data }) => {
    if (readings < latencies.length) latencies[readings] = sharedNow() - data.dt;
    readings += 1;
  });
  const before = process.cpuUsage();
  const { batches: batchesBefore = 0 } = driverProcesses(hub)[0] ?? {};
  await sleep(seconds * 1000);
  const { user, system } = process.cpuUsage(before);
  subscription.unsubscribe();
  const [health] = driverProcesses(hub);
  await hub.close();
  const sorted = latencies.subarray(0, readings).sort();
  return {
    readings,
    cpuMicros: (user + system) / readings,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    ...(health && {
      batch: readings / (health.batches - batchesBefore),
      dropped: health.dropped,
      rssMb: health.rssBytes / 1048576,
    }),
  };
}

/** From the moment a process is known to be gone until the next one runs. */
async function recover() {
  let lostAt = 0;
  let replaced = () => undefined;
  const log = {
    ...silentLogger,
    warn: (message) => {
      if (message.startsWith('The driver process "bench"')) lostAt = sharedNow();
    },
    info: (message) => {
      if (message === "The driver process runs.") replaced();
    },
  };
  const times = [];
  for (let index = 0; index < kills; index += 1) {
    const hub = await openHub({ drivers: inside, devices: devices.slice(0, 1), log });
    await new Promise((done) => {
      hub.readings$.subscribe(done);
    });
    const again = new Promise((done) => {
      replaced = done;
    });
    const killedAt = sharedNow();
    await hub.device("shelf-0", "weight-shelf").commands.tare({});
    await again;
    times.push(sharedNow() - Math.min(killedAt, lostAt));
    await hub.close();
  }
  return times.sort((a, b) => a - b);
}

const here = await measure([shelf]);
const there = await measure(inside);
const recovery = await recover();
process.send({ here, there, recovery });
process.disconnect();
