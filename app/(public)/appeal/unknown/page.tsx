import NoSuchPage from '../[token]/not-found';

export const metadata = { title: 'This address opens nothing', robots: { index: false } };

/** What a wrong address of the holder's page shows, readable without scripts; the proxy answers it with 404. */
export default function UnknownAddress() {
  return <NoSuchPage />;
}
