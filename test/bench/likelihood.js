// npm run bench:likelihood: the cost of fitting grows with distinct histories, not with customers. Weekly histories of
// one year, so that they repeat more and more the more customers there are.
import { createRandom, groupHistories, mbgNbd } from "../../dist/models/index.js";

const parameters = { r: 0.52, alpha: 6.2, a: 0.89, b: 1.6 };
const weeks = 52;

console.log("| customers | distinct histories | grouping s | fit s | iterations |\n|---:|---:|---:|---:|---:|");
for (const customers of [1e4, 1e5, 1e6, 1e7]) {
  const random = createRandom(1);
  const counts = new Map();
  for (let done = 0; done < customers; done += 10_000) {
    const ages = Array.from({ length: 10_000 }, () => 1 + Math.floor(random.uniform() * weeks));
    for (const { frequency, recency, age } of mbgNbd.simulateHistories(parameters, ages, random)) {
      const key = (frequency * 64 + Math.ceil(recency)) * 64 + age;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const histories = [...counts].map(([key, count]) => ({
    frequency: Math.floor(key / 4096),
    recency: Math.floor(key / 64) % 64,
    age: key % 64,
    count,
  }));
  let start = performance.now();
  const table = groupHistories(histories);
  const grouping = performance.now() - start;
  start = performance.now();
  const fit = mbgNbd.fit(table);
  const fitting = performance.now() - start;
  console.log(
    `| ${customers.toExponential(0)} | ${table.count.length} | ${(grouping / 1000).toFixed(3)} | ${(fitting / 1000).toFixed(3)} | ${fit.iterations} |`,
  );
}
