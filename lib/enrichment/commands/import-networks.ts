import { z } from 'zod';
import { networkLists } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { LIST_KINDS } from '../network';
import { classNamed, readNetworkList } from '../network-list';

/** Brings in a dated list of networks, or of addresses seen in attacks (`indicator`). A newer list of the same name takes the place of the older one; facts made before stay as they are. */
export const importNetworks = command({
  name: 'networks.import',
  input: z.object({
    text: z.string().min(1, 'The file is empty.'),
    name: z.string().trim().min(1).max(200),
    class: z.enum(LIST_KINDS).optional(),
    source: z.string().trim().min(1).max(300),
    date: z.iso.date('Give the date of the list as YYYY-MM-DD.').optional(),
  }),
  async run({ input, actor, now, tx }) {
    const { entries, refused, suggests } = readNetworkList(input.text);
    const found = input.class ?? suggests ?? classNamed(input.name);
    if (!found) return refuse('invalid', 'Say what kind of network the list names: --class vpn_known, hosting, tor, mobile, relay, corporate or indicator.', { class: 'Name the class.' });
    if (entries.length === 0) return refuse('invalid', 'The file names no network: one CIDR block, address or AS number a line, or a table of them.');
    if (found === 'indicator' && !input.date) return refuse('invalid', 'Say of which day the list’s own data are: --date YYYY-MM-DD. Indicators weigh by their age, and none after 90 days.', { date: 'Give the date.' });
    const date = input.date ?? new Date(now).toISOString().slice(0, 10);
    const id = newId('networks', now);
    await tx.insert(networkLists).values({ id, name: input.name, class: found, source: input.source, date, entries: [...entries], importedAt: now, importedBy: actor.id });
    return done({ id, name: input.name, class: found, date, entries: entries.length, refused }, entry('main', `imported the network list ${input.name} of ${date}: ${entries.length} entries as ${found}, ${refused.length} lines refused`, { refs: { networks: id } }));
  },
});
