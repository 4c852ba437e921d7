import type { NetworkClass, NetworkOwner } from './network';
import { OPERATORS_BY_NUMBER } from './network-operators';

export type Knowledge = { class: NetworkClass; reason: string };

const BY_NUMBER: ReadonlyMap<number, Knowledge> = new Map(
  OPERATORS_BY_NUMBER.flatMap(({ class: known, reason, operators }) => Object.values(operators).flatMap((numbers) => numbers.map((asn) => [asn, { class: known, reason }] as const))),
);

/** Names that settle the class wherever they stand: operators whose every network does one thing. */
const BRANDS: readonly { class: NetworkClass; pattern: RegExp; reason: string }[] = [
  {
    class: 'vpn_known',
    pattern: /vpn(?! de )|\b(packethub|surfshark|cyberghost|windscribe|mullvad|tunnelbear|hotspot shield|anchorfree|golden frog|astrill|purevpn|privado|airvpn|anonymizer|hide\.?me|zenmate|kape technologies|mudhook)\b/i,
    reason: 'named for a commercial VPN service',
  },
  { class: 'tor', pattern: /\b(tor exits?|tor servers?|onion)\b/i, reason: 'named for exits of the Tor network' },
  { class: 'relay', pattern: /\bcloudflare\b/i, reason: 'people reach the web through its relay, which hides their own address' },
  {
    class: 'corporate',
    pattern: /\b(zscaler|netskope|opendns|palo alto networks|prisma access|cato networks|forcepoint|websense|iboss|menlo security|skyhigh security|fortinet|barracuda networks|check ?point (software|sse)|perimeter 81|aryaka|versa networks|blue ?coat|messagelabs)\b/i,
    reason: 'an organisation sends its staff out through this gateway',
  },
  {
    class: 'hosting',
    pattern: new RegExp(
      `\\b(${[
        'amazon|aws|google(?! fiber)|microsoft|oracle (corporation|cloud)|softlayer|alibaba|aliyun|taobao|tencent|huawei (international|cloud)s?|baidu|volcano engine|byteplus|ucloud|kingsoft|naver|yandex|salesforce',
        'digital ?ocean|linode|choopa|vultr|hetzner|ovh|scaleway|contabo|leaseweb|ionos|strato|netcup|m247|datacamp|cdn77|rackspace|equinix|packet host|fly\\.io|akamai|fastly|edgecast|limelight|edgio|incapsula|imperva|stackpath|cdnetworks|g-core|gcore|zenlayer',
        'psychz|quadranet|colocrossing|sharktech|frantech|worldstream|nforce|serverius|i3d\\.?net|clouvider|hivelocity|interserver|godaddy|go daddy|namecheap|inmotion|liquid web|singlehop|internap|steadfast|phoenix ?nap|nocix|wholesale internet|webnx|tzulo|reliablesite|enzu|eonix|multacom|limestone networks|performive|gthost|amanah|hostdime|tier\\.net|dedipath|dmit|xtom|misaka|gsl networks|global secure layer|zare|stark industries|aeza|pq hosting|ipxo|larus|cyber assets|input output flood|secured servers|total server|estnoc|novoserve|latitude\\.sh|krypt technologies|quickpacket|hydra communications|server ?central|deft\\.com|web werks|h4y|xneelo|flokinet|ntirety|green floid',
        'selectel|timeweb|beget|reg\\.ru|ruvds|mchost|sprinthost|kamatera|upcloud|exoscale|infomaniak|aurologic|combahton|velia\\.net|plusserver|myloc|firstcolo|first colo|aruba s|seeweb|gandi|transip|edis gmbh|uk-?2|iomart|krystal|mythic beasts|bytemark|memset|fasthosts|redstation|melbikomas|cherry ?servers|time4vps|bacloud|sakura internet|gmo internet|xserver|kagoya|it7 networks|binary ?lane|byethost|ghostnet|anexia|tilaa|glesys|one\\.com|loopia|simply\\.com|combell|home\\.pl|nazwa|ikoula|gigas|locaweb|kinghost|uol diveo|hostgator|alwaysdata|vdsina|veesp|zomro|virtono|terrahost|fibergrid|hostroyale|webzilla|servers\\.com|ispsystem|itldc|makonix|bluevps|3xk ?tech|netrouting|network solutions, llc|new media express|simplercloud|readyspace|shinjiru|exa ?bytes|vodien|ip ?serverone|ascenty|tierpoint|cyrusone|flexential|switch ltd|databank|qts|coresite|peer ?1|cogeco peer|datapipe|navisite|viawest|expedient',
      ].join('|')})\\b`,
      'i',
    ),
    reason: 'a host or cloud: servers, not homes',
  },
];

/** Words that say "servers" beyond doubt, and words that say it only where nothing speaks for an access provider. */
const HOSTING = /hosting|\bhost(?!el|age|ess|ile|inet?\b)|[a-z0-9]host\b|hosts\b|\bv[pd]s\b|vps|data ?[ck]en?t(er|re|rum|ro)|datacent|\bidc\b|rechenzentrum|coloc|\bcolo\b|hospedagem|h[eé]bergement|alojamiento web|bare ?metal|\bcdn\b|content delivery|webspace|dedicated server|virtual server|game ?server|server ?farm|serverhub|\bservers?\b/i;
const PERHAPS_HOSTING = /cloud|\bdedicated\b|\bdatabase|\bsaas\b|web services|\bcomput(e|ing)\b|internet solutions|\bdata ?(systems|services)\b|\bproxy\b/i;
const MOBILE = /\bt-?mobile\b|\bmobile\b|\bm[oó]vil(es)?\b|\bmobil\b(?! oil)|wireless(?! (panama|jamaica|dominica|barbados|cayman|seychelles))|cellular|cellco|\bcell\b|\blte\b|\b[345]g\b|\bgsm\b|\bumts\b|vsat\b|satel+ite/i;
const NOT_MOBILE = /exxon|cable (&|and) wireless|fixed line/i;
const ACCESS = /tele?com|telekom|telefon|t[eé]l[eé]phon|telco|broad ?band|banda (ancha|larga)|\bcable|catv|fib(er|re|ra)\b|fiber|\bdsl|\bisp\b|internet service provider|provedor|communications?\b|comunicac|net ?com\b|kabel|ftth|\bwisp\b/i;
const CAMPUS = /universi(t|d)|hochschul|\bcollege\b|\bschools?\b|academ(y|ic)|\beducation|research (network|and education)|\bbibliothe|\blibrary\b|polytech|\binstitute of technology\b|\bk-?12\b/i;
const ORGANISATION = /\bbank\b|\bbanco\b|insurance|\bhospitals?\b|\bhealth(care)?\b|\bministry\b|\bminist[eè]re\b|\bgovernment\b|\bdepartment of\b|\bcounty of\b|\bstate of\b|\bmotors?\b|\bairlines?\b|pharma|\bdefen[cs]e\b|\bparliament\b|\bpolice\b|\bpostal\b/i;

/** A network this small that nothing marks as an access provider is as likely a server in a rack as anybody's home. */
const SMALL_NETWORK = 1_024;

/**
 * What we know of a network from who announces it: the hand-written numbers first, then names that settle it, then words in the name.
 * An owner that nothing marks is taken for an access provider, and the reason says so, unless its network is small: that, and no owner
 * at all, is `unknown`.
 */
export function knownClassOf({ asn, owner, addresses }: Omit<NetworkOwner, 'source'>): Knowledge {
  const numbered = asn === null ? undefined : BY_NUMBER.get(asn);
  if (numbered) return numbered;
  const name = owner?.trim();
  if (!name) return { class: 'unknown', reason: 'no source names an owner of the address' };
  return BRANDS.find(({ pattern }) => pattern.test(name)) ?? byWords(name) ?? unmarked(addresses);
}

function unmarked(addresses: number | undefined): Knowledge {
  if (addresses !== undefined && addresses <= SMALL_NETWORK) return { class: 'unknown', reason: 'a small network that nothing marks as an access provider' };
  return { class: 'residential', reason: 'nothing marks the owner as a host; taken for an access provider' };
}

function byWords(name: string): Knowledge | null {
  const isAccess = ACCESS.test(name);
  if (HOSTING.test(name)) return { class: 'hosting', reason: "the owner's name speaks of hosting" };
  if (MOBILE.test(name) && !NOT_MOBILE.test(name)) return { class: 'mobile', reason: "the owner's name speaks of mobile or wireless access" };
  if (isAccess) return { class: 'residential', reason: "the owner's name speaks of an access provider" };
  if (PERHAPS_HOSTING.test(name)) return { class: 'hosting', reason: "the owner's name speaks of computing, not of access" };
  if (CAMPUS.test(name)) return { class: 'corporate', reason: 'a campus: many people share its exits' };
  if (ORGANISATION.test(name)) return { class: 'corporate', reason: "an organisation's own network: many people share its exits" };
  return null;
}
