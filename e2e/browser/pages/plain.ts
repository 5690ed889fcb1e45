/** The whole script of a page that loads the SDK by a script tag: it says what the app can do. */
const element = document.querySelector("agent-socket-connect");
if (element !== null)
  Object.assign(element, {
    tools: [
      {
        path: "/double",
        description: "Doubles a number.",
        input: { type: "object", properties: { n: { type: "number" } }, required: ["n"] },
        handler: ({ input }: { readonly input: { readonly n: number } }) => ({ result: input.n * 2 }),
      },
    ],
  });

export {};
