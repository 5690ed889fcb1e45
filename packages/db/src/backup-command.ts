/** `npm run backup -- save <file>` and `npm run backup -- restore <file>`, on the database that DATABASE_URL names. */
import { backUp, restore } from "./backup.ts";

const HELP = `npm run backup -- save <file>      all rows into a new file
npm run backup -- restore <file>   into an empty database, which is migrated first
Set DATABASE_URL.`;

const [verb = "", file] = process.argv.slice(2);
const url = process.env["DATABASE_URL"];
try {
  const work = { save: backUp, restore }[verb];
  if (work === undefined || file === undefined || url === undefined || url === "") throw new Error(HELP);
  const rows = await work(url, file);
  console.log(verb === "save" ? `${rows} rows are in ${file}.` : `${rows} rows were restored.`);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
