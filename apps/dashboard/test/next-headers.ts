/** In place of `next/headers`, which exists only inside Next's server: the request that a test plays. */

export const request = { headers: new Headers(), cookies: new Map<string, string>() };

export const headers = (): Promise<Headers> => Promise.resolve(request.headers);

type Cookie = { readonly name: string; readonly value: string };

export const cookies = () =>
  Promise.resolve({
    get: (name: string): Cookie | undefined => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set(nameOrCookie: string | Cookie, value = ""): void {
      if (typeof nameOrCookie === "string") request.cookies.set(nameOrCookie, value);
      else request.cookies.set(nameOrCookie.name, nameOrCookie.value);
    },
    delete: (name: string): boolean => request.cookies.delete(name),
  });
