import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The open connections of a server. Node counts one on which nothing has come yet as busy, so it would wait for it. */
export class Connections {
  private readonly open = new Set<Socket>();

  constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  /** Closes those on which no request is sent or answered. */
  closeIdle(): void {
    this.server.closeIdleConnections();
    for (const socket of this.open) if (socket.bytesRead === 0) socket.destroy();
  }
}
