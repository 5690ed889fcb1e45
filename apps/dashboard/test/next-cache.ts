/** In place of `next/cache`: no page is shown that would have to be made again. */
export const refresh = (): void => undefined;
