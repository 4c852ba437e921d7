/**
 * A text that may be graphic: folded until somebody asks for it, unless the person has chosen to see such texts. Works without a script, and
 * says what is inside before it is opened.
 */
export function Folded({ what, folded, text }: { /** "Text of the report". */ what: string; folded: boolean; text: string }) {
  return (
    <details className="folded" open={!folded}>
      <summary>{what}<span className="xs qq">{folded ? ' folded, since it may be graphic' : ''}</span></summary>
      <p className="says">{text}</p>
    </details>
  );
}
