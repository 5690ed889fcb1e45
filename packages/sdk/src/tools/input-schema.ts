/** The two ways to describe an input, JSON Schema and Standard Schema, and the type that each stands for. */

/** JSON Schema 2020-12, as data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

type Issue = {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
};
type Checked<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/** What zod, valibot, arktype and others have in common (https://standardschema.dev, version 1). */
export type StandardSchema<Input = unknown, Output = Input> = {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly validate: (value: unknown) => Checked<Output> | Promise<Checked<Output>>;
    readonly jsonSchema?:
      { readonly input: (options: { readonly target: string }) => Record<string, unknown> } | undefined;
  };
};

/** The type of the value that a handler gets. `unknown` where the schema says more than types can follow. */
export type InputOf<Schema> = Schema extends { readonly "~standard": { readonly types?: infer Types } }
  ? NonNullable<Types> extends { readonly output: infer Output }
    ? Output
    : unknown
  : FromJsonSchema<Schema>;

type FromJsonSchema<S> = S extends { readonly const: infer Value }
  ? Value
  : S extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : S extends { readonly type: "string" }
      ? string
      : S extends { readonly type: "number" | "integer" }
        ? number
        : S extends { readonly type: "boolean" }
          ? boolean
          : S extends { readonly type: "array"; readonly items: infer Item }
            ? readonly FromJsonSchema<Item>[]
            : S extends { readonly type: "object"; readonly properties: infer Properties }
              ? ObjectOf<Properties, RequiredOf<S>>
              : unknown;

type RequiredOf<S> = S extends { readonly required: readonly (infer Key)[] } ? Key : never;

type ObjectOf<Properties, Required> = {
  readonly [Key in keyof Properties as Key extends Required ? Key : never]: FromJsonSchema<Properties[Key]>;
} & {
  readonly [Key in keyof Properties as Key extends Required ? never : Key]?: FromJsonSchema<Properties[Key]>;
};

export const isStandardSchema = (schema: JsonSchema | StandardSchema): schema is StandardSchema =>
  "~standard" in schema;
