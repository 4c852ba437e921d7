import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { Panel } from '../ui/panel';

export type VerificationProps = {
  lines: number;
  chains: number;
  checkpoints: number;
  /** What is broken, each in words: "case:C-2318, line 27: changed since it was written". Empty when all holds. */
  breaks: readonly { where: string; words: string }[];
  /** "17 Nov 2026, 14:20 UTC" */
  verified: ReactNode;
  /** The command that says the same without this server. */
  command: string;
  again?: ReactNode;
};

/** What a walk over the ledger found. */
export function VerificationResult({ lines, chains, checkpoints, breaks, verified, command, again }: VerificationProps) {
  const whole = breaks.length === 0;
  const number = new Intl.NumberFormat('en-GB');
  return (
    <Panel title={whole ? 'Verified' : 'The ledger is broken'} icon={whole ? 'shield-check' : 'triangle-alert'} aside={again} foot={<>Checked {verified}.</>}>
      <p className="big">{whole ? `${number.format(lines)} of ${number.format(lines)} lines unbroken` : `${number.format(breaks.length)} ${breaks.length === 1 ? 'break' : 'breaks'} in ${number.format(lines)} lines`}</p>
      <ul className="chk">
        {whole
          ? <><Check good>Every line’s link matches the line before, in {number.format(chains)} {chains === 1 ? 'chain' : 'chains'}</Check><Check good={checkpoints > 0}>{checkpoints > 0 ? `${number.format(checkpoints)} signed ${checkpoints === 1 ? 'checkpoint carries' : 'checkpoints carry'} the right heads` : 'No checkpoint has been signed yet: a cut tail would not show'}</Check></>
          : breaks.slice(0, 50).map(({ where, words }) => <Check key={`${where}${words}`} bad><span className="id">{where}</span>: {words}</Check>)}
      </ul>
      <pre className="shell-line whitespace-pre-wrap wrap-anywhere">{command}</pre>
      <p className="xs q mt-1.5">Says the same from a terminal, without this server.</p>
    </Panel>
  );
}

function Check({ good = false, bad = false, children }: { good?: boolean; bad?: boolean; children: ReactNode }) {
  return <li className={bad ? 'bad' : good ? 'good' : undefined}><Icon name={bad ? 'triangle-alert' : good ? 'circle-check' : 'circle-dashed'} /><span>{children}</span></li>;
}
