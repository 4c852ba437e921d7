import { Asking } from '../controls/asking';
import { InputField } from '../ui/field';
import { Icon } from '../ui/icon';

export type EnclosureShown = { id: string; /** "receipt.pdf, 120 kB, PDF" */ words: string; kept: boolean };

/**
 * What came along with the holder's words, a line each. None is ever drawn here: opening one asks what for, is entered in the ledger, and
 * gives a download. Its answer comes beside the page, where something may be half written. `path`: of the case, below which they are; `locked`: why this reader may open none.
 */
export function Enclosures({ files, path, locked }: { files: readonly EnclosureShown[]; path: string; locked: string | null }) {
  if (files.length === 0) return null;
  return (
    <ul className="rev enclosed mt-2" aria-label="Enclosed files">
      {files.map(({ id, words, kept }) => (
        <li key={id} className="row">
          <span><Icon name="paperclip" small /> {words}</span>
          {!kept && <span className="xs q">The file itself was removed, as its time was over.</span>}
          {kept && locked === null && (
            <Asking summary={<summary className="btn sml bare"><Icon name="download" small /> Open<span className="vh"> {words}</span></summary>}>
              <form method="post" action={`${path}/enclosures/${id}`} target="_blank" className="cons col" aria-label={`Open ${words}`}>
                <InputField name="purpose" id={`purpose-${id}`} label="What do you need it for?" hint="It is entered in the ledger. The file comes as a download; open it with care." required minLength={10} maxLength={500} autoComplete="off" />
                <div><button type="submit" className="btn sml">Download it</button></div>
              </form>
            </Asking>
          )}
        </li>
      ))}
      {locked !== null && files.some(({ kept }) => kept) && <li className="xs q">{locked}</li>}
    </ul>
  );
}
