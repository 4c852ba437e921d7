import { MovesTable } from '@/components/policy/backtest';
import { TopBar } from '@/components/shell/top-bar';
import { Button, ButtonLink } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { count } from '@/components/ui/words';
import { backtestMovesPage, draftPage } from '@/lib/insights/queries/policies';
import { signedIn } from '@/lib/kernel/action';
import { BANDS, type Band } from '@/lib/risk/assessment';
import { Refused } from '../../../../refused';
import { moveRow, movesHref } from '../moves-rows';

type Props = { params: Promise<{ draftId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata = { title: 'Accounts that move' };

const bandIn = (value: unknown): Band | null => BANDS.find((band) => band === value) ?? null;

/** Who would stand in another band: all, from one band, or into one. */
export default async function MovesPage({ params, searchParams }: Props) {
  const me = await signedIn();
  const [{ draftId }, asked] = await Promise.all([params, searchParams]);
  const draft = await draftPage(me, { draft: decodeURIComponent(draftId) });
  if (!draft.ok) return <Refused refusal={draft} title="Accounts that move" />;
  const tried = draft.value.backtests.find(({ id }) => id === asked['backtest']) ?? draft.value.backtests.find(({ status }) => status === 'done');
  const [was, band] = [bandIn(asked['was']), bandIn(asked['band'])];
  const found = tried === undefined ? null : await backtestMovesPage(me, { backtest: tried.id, was, band, after: typeof asked['after'] === 'string' ? asked['after'] : null });
  if (found !== null && !found.ok) return <Refused refusal={found} title="Accounts that move" />;
  const { moves, covered, after } = found?.value ?? { moves: [], covered: 0, after: null };
  const path = `/policy/drafts/${encodeURIComponent(draft.value.id)}`;
  const bands = [{ value: '', label: 'Any' }, ...BANDS.map((one) => ({ value: one, label: one }))];
  return (
    <>
      <TopBar title="Accounts that move" crumbs={[{ label: draft.value.policy.title, href: path, icon: 'sliders-horizontal' }]} />
      <main className="page" id="main">
        <Panel title={was === null && band === null ? 'All that move' : `From ${was ?? 'any band'} to ${band ?? 'any other'}`} icon="split" bleed foot={tried === undefined ? undefined : `Tried on ${count(tried.tally.accounts)} accounts. Whoever would stand highest comes first.`}>
          <form method="get" className="row wrap items-end px-3.5 py-3">
            {tried !== undefined && <input type="hidden" name="backtest" value={tried.id} />}
            <SelectField name="was" label="Now" defaultValue={was ?? ''} options={bands} /><SelectField name="band" label="Under the draft" defaultValue={band ?? ''} options={bands} /><Button type="submit" small icon="filter">Show</Button>
          </form>
          <MovesTable caption="Accounts that would stand in another band" rows={moves.map(moveRow)} covered={covered} />
          {after !== null && tried !== undefined && <p className="more"><ButtonLink href={`${movesHref(draft.value.id, tried.id)(was, band)}&after=${encodeURIComponent(after)}`} small>More</ButtonLink></p>}
        </Panel>
      </main>
    </>
  );
}
