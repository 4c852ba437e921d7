import { ActionForm } from '@/components/controls/action-form';
import { PartForm } from '@/components/controls/part-form';
import { GateList } from '@/components/decision/proposal';
import { Changes } from '@/components/policy/changes';
import { ShadowTable } from '@/components/policy/shadow';
import { TextField } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Empty, Panel } from '@/components/ui/panel';
import { Says } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { count } from '@/components/ui/words';
import type { DraftPage } from '@/lib/insights/queries/policies';
import type { Instant } from '@/lib/kernel/instant';
import { countersign, giveBack, propose, shadow, tryOut, update } from '../../actions';

export function WhatChanges({ page: { changes, basedOn } }: { page: DraftPage }) {
  return <Panel title="What changes" icon="split">{changes.length === 0 ? <Empty words="Nothing yet">{`It says what policy ${basedOn} says.`}</Empty> : <Changes changes={changes} />}</Panel>;
}

/** What has to be true before it is in force, and the next act of whoever may take it. */
export function BeforeLive({ page, now }: { page: DraftPage; now: Instant }) {
  const { gates, stands, status, proposal } = page;
  if (status === 'published' || status === 'withdrawn') return null;
  const hidden = { draft: page.id, version: page.version };
  const isTrying = page.backtests.some((one) => one.status === 'waiting' || one.status === 'running');
  const upToDate = stands.inForce === page.basedOn;
  return (
    <Panel title="Before it can be in force" icon="circle-check" acts>
      <div className="col far">
        <GateList gates={[
          { words: 'It changes something', met: stands.changes > 0 },
          { words: `Up to date with policy ${stands.inForce}`, met: upToDate },
          { words: 'Tried on history as it stands', met: stands.tried },
          { words: 'Reason for the change, in words', met: proposal !== null },
          { words: 'A second admin, who did not write it', met: false },
        ]} />
        {proposal !== null && <div className="reason"><Says>{proposal.reason}</Says><p className="xs qq mt-1">{proposal.by}, <Time at={proposal.at} now={now} /></p></div>}
        {gates.update.state === 'open' && <ActionForm action={update} hidden={hidden} submit={`Bring it up to date with policy ${stands.inForce}`} tone="plain" label="Bring up to date"><p className="xs q">What it changes stays; everything else is taken from policy {stands.inForce}.</p></ActionForm>}
        {gates.try.state === 'open' && !isTrying && !stands.tried && stands.changes > 0 && <ActionForm action={tryOut} hidden={{ draft: page.id }} submit="Try it on history" icon="history" tone={upToDate ? 'primary' : 'plain'} label="Try on history" />}
        {status === 'draft' && (gates.propose.state === 'open'
          ? <PartForm action={propose} hidden={hidden} submit="Propose it" label="Propose"><TextField name="reason" id="f-reason" label="Why" hint="For the second reader, and for whoever reads this version in years." /></PartForm>
          : gates.propose.code !== 'not-allowed' && <p className="xs q"><Icon name="lock" small /> {gates.propose.reason}</p>)}
        {status === 'proposed' && (
          <>
            {gates.countersign.state === 'open'
              ? <ActionForm action={countersign} hidden={hidden} submit="Countersign: in force from now" icon="stamp" label="Countersign"><p className="xs q">It comes into force as policy {stands.inForce + 1} at this click; every account is assessed by it. Open cases stay open, and policy {stands.inForce} stays to be read.</p></ActionForm>
              : <p className="xs q"><Icon name="lock" small /> {gates.countersign.reason}</p>}
            {gates.return.state === 'open' && <details className="part"><summary className="px-0">Return it to writing</summary><PartForm action={giveBack} hidden={hidden} submit="Return it" label="Return"><TextField name="words" id="f-words" label="What should change" /></PartForm></details>}
          </>
        )}
      </div>
    </Panel>
  );
}

/** Beside the policy in force: compared, deciding nothing. */
export function ShadowPanel({ page: { id, shadow: { running, tally }, status, gates }, now }: { page: DraftPage; now: Instant }) {
  const mayRun = gates.try.state === 'open';
  if (!running && tally === null && !mayRun) return null;
  return (
    <Panel title="In shadow" icon="layers">
      <div className="col far">
        {tally === null
          ? <p className="sm q">Let it run beside the policy in force: every new assessment is compared, and nothing is decided by it.</p>
          : <><p className="xs q">{count(tally.accounts)} accounts compared since <Time at={tally.since} now={now} />{tally.until !== null && <>, ended <Time at={tally.until} now={now} /></>}.</p><ShadowTable moves={tally.moves} /></>}
        {mayRun && (running || status === 'draft' || status === 'proposed') && <ActionForm action={shadow} hidden={{ draft: id, run: running ? 'off' : 'on' }} submit={running ? 'End the shadow' : 'Run it in shadow'} tone="plain" label="Shadow" />}
      </div>
    </Panel>
  );
}
