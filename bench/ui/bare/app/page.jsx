export const dynamic = 'force-dynamic';

/** What a page of the framework costs that does nothing. */
export default function Page() {
  return <main><h1>Bare</h1><p>A paragraph of about the length of a title, so that something large enough is painted.</p></main>;
}
