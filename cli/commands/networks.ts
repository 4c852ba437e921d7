import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { LIST_KINDS, type ListKind } from '@/lib/enrichment/network';
import { importNetworks } from '@/lib/enrichment/commands/import-networks';
import { OPERATOR } from '@/lib/staff/actor';
import { read, refused, result, say, Usage, type TerminalCommand } from '../terminal';

export const networksImport: TerminalCommand = {
  usage: 'networks import FILE [--class CLASS] [--name NAME] [--source SOURCE] [--date YYYY-MM-DD]',
  help: `Brings in a list of networks: CIDR blocks, addresses, AS numbers, or a CSV of them. CLASS is one of
${LIST_KINDS.join(', ')}; without it the file's own words or its name must tell. A list of class indicator
names addresses seen in attacks: it needs the date of its own data and says nothing of the kind of network. A newer list of the same name replaces the older one. Facts made before keep what they said.
Prints one line of JSON: {name, class, entries, refused}; refused lines go to standard error.`,
  async run(args) {
    const { values, positionals } = read(args, { class: { type: 'string' }, name: { type: 'string' }, source: { type: 'string' }, date: { type: 'string' } }, { min: 1 });
    const file = String(positionals[0]);
    if (values.class && !(LIST_KINDS as readonly string[]).includes(values.class)) throw new Usage(`--class is one of ${LIST_KINDS.join(', ')}`);
    const text = readFileSync(file, 'utf8');
    const imported = await importNetworks(OPERATOR, { text, name: values.name ?? basename(file), class: values.class as ListKind | undefined, source: values.source ?? basename(file), date: values.date });
    if (!imported.ok) return refused(imported);
    for (const one of imported.value.refused.slice(0, 20)) say(`line ${one.line}: ${one.message}`);
    if (imported.value.refused.length > 20) say(`… and ${imported.value.refused.length - 20} more`);
    result({ ...imported.value, refused: imported.value.refused.length });
    return 0;
  },
};
