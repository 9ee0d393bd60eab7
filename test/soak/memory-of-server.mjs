// Preloaded into the server of a soak over HTTP: answers every message of the parent with the server's memory.
import { readMemory } from './memory.mjs';

process.on('message', async () => process.send(await readMemory()));
// Otherwise the channel would keep the server from ending.
process.channel.unref();
