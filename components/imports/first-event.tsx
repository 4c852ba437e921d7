import Link from 'next/link';
import { CopyButton } from '../controls/copy-button';
import { Icon } from '../ui/icon';
import { Panel } from '../ui/panel';

/** What an installation without any event shows: how the first one comes in, by a command that works as it stands once `KEY` is one's own. */
export function FirstEvent({ url, at, keysHref, importsHref }: {
  /** Address of this installation. */
  url: string;
  /** When the example happened, RFC 3339: lately, so that it is assessed at once. */
  at: string;
  /** Where keys are made; null for whoever may not make one. */
  keysHref: string | null;
  /** Where files are brought in; null where one is there already. */
  importsHref: string | null;
}) {
  const send = commandFor(url, at);
  return (
    <Panel title="Send the first event" icon="upload" acts foot={<>Accepted means kept. The worker assesses the account within seconds; a case opens once the evidence calls for a person.</>}>
      <ol className="steps">
        <li><Icon name="key-round" small /><p>{keysHref === null ? 'Ask an admin for an API key with the scope “Send events”.' : <><Link href={keysHref}>Make an API key</Link> with the scope “Send events”. It is shown once.</>}</p></li>
        <li><Icon name="keyboard" small /><div className="col"><p>Send two events about one account, with your key in place of <code className="id">csk_…</code>:</p><pre className="shell-line whitespace-pre-wrap break-words">{send}</pre><p><CopyButton text={send} label="the command" /></p></div></li>
        <li><Icon name="circle-check" small /><p>The answer counts what was accepted and names what was refused, line by line. What the account looks like then stands under its id, which the search at the top finds: <code className="id">acc-first</code>.</p></li>
        {importsHref !== null && <li><Icon name="file-text" small /><p>Or <Link href={importsHref}>bring a file in</Link>: the same events, one a line, with a preview before anything is kept.</p></li>}
      </ol>
    </Panel>
  );
}

function commandFor(url: string, at: string): string {
  return `KEY='csk_…'
curl -sS ${url}/api/v1/events \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' --data '[
  {"id": "first-1", "type": "account.registered", "at": "${at}", "account": "acc-first",
   "data": {"name": "Trent Doe", "declared": {"country": "GB", "city": "Leeds", "timeZone": "Europe/London"}}},
  {"id": "first-2", "type": "session.seen", "at": "${at}", "account": "acc-first", "session": "s-1",
   "data": {"ip": "192.0.2.10", "device": {"token": "d-1", "timeZone": "Europe/London"}}}
]'`;
}
