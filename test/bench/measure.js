import { spawnSync } from "node:child_process";

const SAY_PEAK = `data:text/javascript,process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS))`;

/** Wall time in seconds and peak memory in MB of one whole Node process. */
export function measure(args, env = {}) {
  const start = performance.now();
  const run = spawnSync(process.execPath, ["--import", SAY_PEAK, ...args], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(`${args.join(" ")}\n${run.stderr}`);
  return { seconds, megabytes: Number(/peak (\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024 };
}

/** The fastest of several rounds in which the candidates take turns, so that noise hits all alike; the highest peak. */
export function compare(rounds, candidates) {
  const best = new Map(Object.keys(candidates).map((name) => [name, { seconds: Infinity, megabytes: 0 }]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, args] of Object.entries(candidates)) {
      const { seconds, megabytes } = measure(args);
      const known = best.get(name);
      best.set(name, { seconds: Math.min(known.seconds, seconds), megabytes: Math.max(known.megabytes, megabytes) });
    }
  }
  return best;
}

/** Prints a comparison as a Markdown table; ratios are against the first candidate. */
export function report(title, best) {
  const [yardstick] = best.values();
  console.log(`\n${title}\n\n| what | seconds | ratio | peak MB |\n|---|---:|---:|---:|`);
  for (const [name, { seconds, megabytes }] of best) {
    console.log(
      `| ${name} | ${seconds.toFixed(2)} | ${(seconds / yardstick.seconds).toFixed(2)} | ${megabytes.toFixed(0)} |`,
    );
  }
}
