import { mac } from './secrets';

/** Signs of a digest: what else has the same is asked to look once too often, and a tray of 200 fits into one address. */
const SIGNS = 12;

/** What screens of one account or one ring listen for. Its id goes as a keyed digest, for it may be guessed: whoever reads an address of the stream can try none. */
const topicOf = (kind: string, id: string): string => `${kind}:${mac('topics', `${kind}:${id}`).slice(0, SIGNS)}`;
export const accountTopic = (account: string): string => topicOf('account', account);
export const ringTopic = (ring: string): string => topicOf('ring', ring);

/** What a change of a case, or of where an account stands, is about. */
export const aboutOf = ({ account, ring }: { account: string; ring: string | null }): string[] => [accountTopic(account), ...(ring === null ? [] : [ringTopic(ring)])];
