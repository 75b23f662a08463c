// The yardstick: the engine alone, with declared types, doing the same GROUP BY into a CSV.
import { DuckDBInstance } from "@duckdb/node-api";

const [input, output] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
await connection.run(`COPY (
  SELECT customer_id, count(DISTINCT order_id) AS frequency, sum(amount) AS monetary, min(date) AS first, max(date) AS last
  FROM read_csv('${input}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    columns = {'order_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'date': 'DATE', 'amount': 'DECIMAL(18,2)'})
  GROUP BY customer_id) TO '${output}' (HEADER)`);
process.exit(0);
