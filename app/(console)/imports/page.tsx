import { ListKeys } from '@/components/controls/list-keys';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { ImportList } from '@/components/imports/import-list';
import { TopBar } from '@/components/shell/top-bar';
import { Button, ButtonLink } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { FORMATS } from '@/lib/intake/formats';
import { importList } from '@/lib/intake/queries/imports';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { clock } from '@/lib/kernel/clock';
import { may } from '@/lib/staff/permissions';
import { FirstEventHere } from '../first-event';
import { Refused } from '../refused';
import { importRow } from './rows';
import { troubleWords } from './upload-limits';

export const metadata = { title: 'Imports' };

type Params = Promise<Record<string, string | string[] | undefined>>;

export default async function ImportsPage({ searchParams }: { searchParams: Params }) {
  const me = await signedIn();
  const since = await heardFrom();
  const { trouble, before } = await searchParams;
  const [, at, id] = typeof before === 'string' ? (/^(\d{1,15})~(\w{1,100})$/.exec(before) ?? []) : [];
  const from = at === undefined || id === undefined ? null : { at: Number(at), id };
  const list = await importList(me, { before: from });
  if (!list.ok) return <Refused refusal={list} title="Imports" />;
  const words = troubleWords(trouble);
  const { rows, next } = list.value;
  return (
    <>
      <TopBar title="Imports" beside={<span className="sm q hm">Files of events, read by the same rules as the API</span>} />
      <main className="page" id="main">
        <LiveRefresh since={since} topic="imports" auto={from === null} one="import" />
        {words !== null && <div id="trouble" tabIndex={-1} className="reached"><Notice icon="triangle-alert" tone="brick" role="alert">{words}</Notice></div>}
        <div className="split">
          {rows.length === 0 && from === null
            ? <div className="col far"><FirstEventHere me={me} on="imports" /><PanelEmpty title="Files" icon="upload" words="No file was imported yet" searched="Files brought in here or from the terminal appear in this list." /></div>
            : <Panel title="Files" icon="upload" bleed foot={<span className="row wrap"><span>Newest first. Known: the same event was kept before. Skipped: a line that is no event by its nature, such as a failed sign-in.</span>{from !== null && <ButtonLink href="/imports" small>Newest</ButtonLink>}{next !== null && <ButtonLink href={`/imports?before=${next.at}~${next.id}`} small>Earlier</ButtonLink>}</span>}><ImportList rows={rows.map(importRow)} now={clock.now()} /></Panel>}
          <div className="col far">
            {may(me, 'import.start') && (
              <Panel title="Bring a file in" icon="plus" acts>
                <form method="post" action="/imports/upload" encType="multipart/form-data" className="col far">
                  <div className="field">
                    <label htmlFor="upload-file">File</label>
                    <input id="upload-file" className="input" type="file" name="file" accept=".ndjson,.jsonl,.json,.csv,.tsv,.gz" required aria-describedby="upload-hint" />
                    <span className="hint" id="upload-hint">Up to 25 MB. Nothing is taken in before you have seen the preview.</span>
                  </div>
                  <SelectField name="format" label="Format" defaultValue="" options={[{ value: '', label: 'Recognise it' }, ...FORMATS.map(({ name, title }) => ({ value: name, label: title }))]} />
                  <div><Button type="submit" tone="primary" icon="upload" hotkey="p">Preview</Button></div>
                </form>
              </Panel>
            )}
            <Panel title="Larger files" icon="keyboard">
              <p className="sm q">The terminal reads files of any size, goes on where it was interrupted, and can replay history in event time:</p>
              <pre className="shell-line whitespace-pre-wrap break-words">npm run --silent countersign -- import FILE --assess-every 1d</pre>
            </Panel>
          </div>
        </div>
        {rows.length > 0 && <ListKeys one="file" />}
      </main>
    </>
  );
}
