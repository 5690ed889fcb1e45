/** A server of a stranger's, which serves one page and remembers every request that it gets. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Visit = { readonly path: string; readonly headers: IncomingHttpHeaders };

export class Listener {
  readonly url: string;
  readonly visits: Visit[];
  readonly close: () => void;

  private constructor(url: string, visits: Visit[], close: () => void) {
    this.url = url;
    this.visits = visits;
    this.close = close;
  }

  /** `host`: a name for this machine; another one than the relay's is another site. */
  static async open(html = "", host = "127.0.0.1"): Promise<Listener> {
    const visits: Visit[] = [];
    const server = createServer((request, response) => {
      visits.push({ path: request.url ?? "", headers: request.headers });
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    const close = () => {
      server.close();
      server.closeAllConnections();
    };
    return new Listener(`http://${host}:${port}`, visits, close);
  }
}
