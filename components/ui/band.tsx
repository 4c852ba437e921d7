import type { Band as BandName } from '@/lib/risk/assessment';
import { oddsWords } from './words';

const WORD: Readonly<Record<BandName, string>> = { clear: 'Clear', watch: 'Watch', review: 'Review', act: 'Act' };

/** The assessment in one hue of four depths, with a glyph that fills up, and always its word. */
export function Band({ band }: { band: BandName }) {
  return <span className={`band ${band}`}><Glyph band={band} />{WORD[band]}</span>;
}

function Glyph({ band }: { band: BandName }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {band === 'act' ? <circle cx="6" cy="6" r="5.2" fill="currentColor" /> : <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />}
      {band === 'watch' && <path d="M6 6V1.4A4.6 4.6 0 0 1 10.6 6Z" fill="currentColor" />}
      {band === 'review' && <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2Z" fill="currentColor" />}
    </svg>
  );
}

/** "19 in 20"; `logOdds` in nats. */
export function OddsWords({ logOdds }: { logOdds: number }) {
  return <span className="nw">{oddsWords(logOdds)}</span>;
}
