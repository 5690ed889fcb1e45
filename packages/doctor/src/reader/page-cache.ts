/** Pages by their address, kept for a while. Two chats may share one, as some builders' do across their users. */

export type Page = {
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly headers: Headers;
  readonly text: string;
};

export class PageCache {
  readonly #pages = new Map<string, { readonly page: Page; readonly untilMs: number }>();

  find(url: string, nowMs: number): Page | null {
    const kept = this.#pages.get(url);
    return kept !== undefined && nowMs < kept.untilMs ? kept.page : null;
  }

  keep(page: Page, untilMs: number): void {
    this.#pages.set(page.url, { page, untilMs });
  }
}
