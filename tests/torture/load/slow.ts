/** Connections that send one byte a second, and come back when they are cut off. */
import net from "node:net";

const HEAD = `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ${"a".repeat(4_000)}`;

export interface SlowConnections {
  /** How often the server has cut one off. */
  cut: () => number;
  open: () => number;
  stop: () => void;
}

export function holdSlow(base: string, count: number): SlowConnections {
  const { hostname, port } = new URL(base);
  const sockets = new Set<net.Socket>();
  let [cut, isStopped] = [0, false];
  const begin = () => {
    const socket = net.connect(Number(port), hostname);
    let sent = 0;
    const timer = setInterval(() => socket.write(HEAD.charAt(sent++)), 1_000);
    sockets.add(socket);
    socket.on("error", () => undefined); // to be cut off is what they are for
    socket.resume();
    socket.once("close", () => {
      clearInterval(timer);
      sockets.delete(socket);
      if (isStopped) return;
      cut++;
      setTimeout(() => isStopped || begin(), 100);
    });
  };
  for (let i = 0; i < count; i++) begin();
  return {
    cut: () => cut,
    open: () => sockets.size,
    stop: () => {
      isStopped = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
