import { scoreRfm } from "../analyses/rfm.js";
import { behaviouralClusters, clusterColumns } from "../analyses/segments/behavioural-clusters.js";
import type { CommandContext } from "../cli/command.js";
import { raw } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { Result } from "../output/result.js";
import { type Destination, deliver } from "./deliver.js";
import { listCustomers } from "./list-customers.js";
import type { Session } from "./open-session.js";
import type { SEGMENT_OPTIONS } from "./segment-options.js";

/** A silhouette below this says that the data have no clusters, only a division (Kaufman & Rousseeuw 1990). */
const NO_STRUCTURE = 0.25;

/**
 * `crm segment --method kmeans`: customers in clusters of like behaviour.
 *
 * @throws CrmError `no-clusters` where too few customers differ
 */
export async function clusterSession(
  context: CommandContext<typeof SEGMENT_OPTIONS>,
  session: Session,
  destination: Destination,
): Promise<number> {
  const { settings } = context;
  const { book, asOf, engine, accounting, talk } = session;
  const rfm = await scoreRfm(book, { period: { asOf }, bins: 5, monetary: "total", map: null }, "cluster_rfm");
  const parameters = { count: settings.k, seed: settings.seed };
  const found = await behaviouralClusters(engine, rfm.table, parameters, book.currency);
  if (found === null) {
    throw new CrmError("no-clusters", {
      detail: "they need three customers with a purchase that differ from one another",
    });
  }
  const { silhouette, clusters } = found.meta;
  if (silhouette === null) talk.say(`${clusters} clusters, as asked for with --k`);
  else
    talk.say(
      `${clusters} clusters: the best silhouette of 2 to 8, ${silhouette.toFixed(2)} (1 is far apart, 0 not at all)`,
    );
  if (silhouette !== null && silhouette < NO_STRUCTURE) {
    talk.warn("the customers form no clear clusters; these divide what is one crowd");
  }
  const customers = await listCustomers(book, {
    table: found.table,
    columns: clusterColumns(book.currency),
    order: raw("cluster NULLS LAST, monetary DESC NULLS LAST, customer_id"),
    asOf,
    settings,
  });
  const [main, further] = settings.summary ? [found.profile, []] : [customers, [found.profile]];
  const result: Result = {
    schemaVersion: 1,
    command: "segment",
    asOf,
    meta: { accounting, ...found.meta, ...(session.joined.length === 0 ? {} : { joined: session.joined }) },
    main,
    further,
  };
  const shown: Result = settings.summary ? result : { ...result, main: found.profile, further: [customers] };
  return deliver(context, session, destination, result, shown);
}
