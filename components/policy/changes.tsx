import type { Difference } from '@/lib/policy/difference';
import { Icon } from '../ui/icon';

/** Shown at once; the rest opens. */
const FIRST = 12;

/** What differs between two versions: field, old value struck, new value. */
export function Changes({ changes }: { changes: readonly Difference[] }) {
  return (
    <div className="changes">
      {changes.slice(0, FIRST).map((change, index) => <One key={`${change.field} ${index}`} {...change} />)}
      {changes.length > FIRST && <details><summary className="sm">{changes.length - FIRST} more</summary><div className="changes mt-2">{changes.slice(FIRST).map((change, index) => <One key={`${change.field} ${index}`} {...change} />)}</div></details>}
    </div>
  );
}

function One({ field, was, now }: Difference) {
  return (
    <div>
      <p className="b">{field}</p>
      <p className="sm">
        {was === null ? <span className="qq">not there</span> : <s><span className="vh">was </span>{was}</s>} <Icon name="arrow-right" small /> {now === null ? <b>taken out</b> : <b><span className="vh">now </span>{now}</b>}
      </p>
    </div>
  );
}
