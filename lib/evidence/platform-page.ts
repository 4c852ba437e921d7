/** What of the platform has a page of its own there: the ids that the console shows. */
export const PLATFORM_KINDS = ['account', 'contract', 'client'] as const;
export type PlatformKind = (typeof PLATFORM_KINDS)[number];

/** The address of the platform's page for each kind, with `{id}` where the id goes; null where none is set. */
export type PlatformPages = Readonly<Record<PlatformKind, string | null>>;
export const NO_PAGES: PlatformPages = { account: null, contract: null, client: null };

/** All of them as one text, by which a form says upon what it was filled in. */
export function pagesText(pages: PlatformPages): string {
  return PLATFORM_KINDS.map((kind) => pages[kind] ?? '-').join(' ');
}

const PLACE = '{id}';
const LONGEST = 500;

/** Why an address cannot be used, in words; null where it can. */
export function objectionTo(pattern: string): string | null {
  const parts = pattern.split(PLACE);
  if (parts.length !== 2) return 'Write {id} once, where the id goes, as in https://platform.example/people/{id}.';
  if (pattern.length > LONGEST) return `Keep it under ${LONGEST} characters.`;
  if (/[\s\p{Cc}"'<>\\^`]/u.test(pattern)) return 'Leave out spaces, quotation marks and brackets; write them percent-encoded.';
  let url: URL;
  try {
    url = new URL(parts.join('x'));
  } catch {
    return 'Give a whole address, as in https://platform.example/people/{id}.';
  }
  if (url.protocol !== 'https:') return 'The address must begin with https://.';
  if (url.username !== '' || url.password !== '') return 'Leave name and password out of the address.';
  // An id must never choose whose page opens.
  const [before = ''] = parts;
  return /^https:\/\/[^/?#]+[/?#]/i.test(before) ? null : 'Let {id} come after the host and a slash, as in https://platform.example/people/{id}.';
}

/** The platform's page of one thing; null where no address is set. The id is written so that it stays one part of the address. */
export function platformPage(pages: PlatformPages, kind: PlatformKind, id: string): string | null {
  const pattern = pages[kind];
  // A dot alone, or two, would be read as a step in the path, encoded or not.
  return pattern === null || id === '' || /^\.{1,2}$/.test(id) ? null : pattern.replace(PLACE, () => encodeURIComponent(id));
}
