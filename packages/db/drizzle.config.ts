/** How drizzle-kit writes a migration from the schema: `npm run generate -w packages/db`. */
import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./src/schema/*.ts",
  out: "./migrations",
  casing: "snake_case",
});
