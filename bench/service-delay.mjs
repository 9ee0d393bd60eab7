// Preloaded into the server by bench/service.mjs: measures the delay of its event loop. A message from the parent starts a
// new measurement and answers with what the last one found, in milliseconds.
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between the timer's ticks, which the histogram counts as delay. */
const RESOLUTION = 1;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
process.on('message', () => {
  const milliseconds = (nanoseconds) => nanoseconds / 1e6 - RESOLUTION;
  process.send({
    p50: milliseconds(delay.percentile(50)),
    p99: milliseconds(delay.percentile(99)),
    max: milliseconds(delay.max),
  });
  delay.reset();
});
// Otherwise the channel would keep the server from ending.
process.channel.unref();
