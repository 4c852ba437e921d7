/**
 * Checks that need no labels of abuse (domain.md section 6.3): the network classifier on lists whose class is known, alarms of
 * impossible travel on innocent journeys over real prefixes, and links by fingerprint among generated devices.
 *
 *   npx tsx bench/detection/real-data.ts DIR [--journeys 10000] [--devices 50000]
 *
 * DIR holds the network lists as published (vpn-ipv4.txt, datacenter-ipv4.txt, vpn-asns.txt, datacenter-asns.txt, tor-exits.csv,
 * mobile-tmobile-us.csv). Prints one line for each figure. A list found again after its own import proves the importer and nothing else, so
 * each is judged while it is not imported.
 */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { falseLinks } from './real-data/fingerprints';
import { journeyAlarms } from './real-data/journeys';
import { judgedLists } from './real-data/lists';

const { values, positionals } = parseArgs({ options: { journeys: { type: 'string', default: '10000' }, devices: { type: 'string', default: '50000' } }, allowPositionals: true });
const [folder] = positionals;
if (!folder || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  process.stderr.write('Usage: npx tsx bench/detection/real-data.ts DIR [--journeys N] [--devices N]\n');
  process.exitCode = 2;
} else {
  const tell = (words: string) => process.stdout.write(`${words}\n`);
  for (const line of judgedLists(folder)) tell(line);
  const { journeys, alarms, byArchetype } = journeyAlarms(Number(values.journeys));
  tell(`impossible travel on ${journeys} innocent journeys: ${alarms} alarms (${((100 * alarms) / journeys).toFixed(3)}%)${[...byArchetype].map(([archetype, count]) => `, ${archetype} ${count}`).join('')}`);
  const links = falseLinks(Number(values.devices));
  tell(`fingerprints of ${links.devices} generated devices: ${links.equalPairs} pairs are equal, ${links.weighing} weigh anything, ${links.tied} tie two accounts by themselves; D2 ${links.found === null ? 'is not built' : `finds ${links.found} pairs`}`);
}
