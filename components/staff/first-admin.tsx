import { CopyButton } from '../controls/copy-button';
import { Panel } from '../ui/panel';

const ADD = `printf '%s' 'a long password' | npm run --silent countersign -- \\
  staff add --name Ada --email ada@worklane.example --role admin --password-stdin`;

/** What the door of an installation without anybody shows: how the first admin is made, by a command that works once its words are one's own. `provider`: through which people may sign in as well. */
export function FirstAdmin({ provider }: { provider: string | null }) {
  return (
    <Panel title="Nobody has been added yet" icon="user-round" foot="The first admin adds everybody else, under Staff.">
      <p className="sm">Add the first admin in a terminal where the server runs, in its folder and with its environment. Name, e-mail and password are to be your own.</p>
      <pre className="shell-line whitespace-pre-wrap break-words">{ADD}</pre>
      <p className="mt-2"><CopyButton text={ADD} label="the command" /></p>
      <p className="sm mt-2">Then sign in below.{provider !== null && <> Whoever signs in through {provider} alone needs no password: leave out <code className="id">printf … |</code> and <code className="id">--password-stdin</code>.</>}</p>
    </Panel>
  );
}
