import { Door } from '@/components/shell/door';

/** Calm, and the same for every address that opens nothing. */
export default function NoSuchPage() {
  return (
    <Door title="This address opens nothing" lead="It may have been copied with a mistake: the address in the e-mail is long, and some programs break it in two.">
      <p>Open it from the e-mail itself, or copy all of it. If it still does not open, reply to that e-mail; a person reads it.</p>
    </Door>
  );
}
