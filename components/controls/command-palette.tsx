'use client';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Icon, type IconName } from '../ui/icon';

/** One thing found: `kind` "case", "account", "ring", "decision", "appeal" or "screen". */
export type SearchHit = { kind: string; label: string; href: string; beside?: string };

const ICON: Readonly<Record<string, IconName>> = { case: 'inbox', account: 'user-round', ring: 'users-round', decision: 'stamp', appeal: 'scale', screen: 'arrow-right', device: 'laptop', order: 'send' };

type Found = { state: 'idle' } | { state: 'wait' } | { state: 'failed' } | { state: 'found'; hits: readonly SearchHit[] };

/** Takes any pasted id, e-mail, IP or device, asks `url?q=` for hits and leads to the one chosen. */
export function CommandPalette({ url, close }: { url: string; close: () => void }) {
  const router = useRouter();
  const box = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const asking = useRef<{ stop: AbortController; timer: ReturnType<typeof setTimeout> } | null>(null);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found>({ state: 'idle' });

  // A modal dialog keeps the focus inside, gives it back, and closes on Escape, all by itself.
  useEffect(() => {
    box.current?.showModal();
    input.current?.focus();
    return () => letGo(asking.current);
  }, []);

  function ask(typed: string) {
    setQuery(typed);
    letGo(asking.current);
    const asked = typed.trim();
    if (asked === '') {
      setFound({ state: 'idle' });
      return;
    }
    setFound((before) => (before.state === 'found' ? before : { state: 'wait' }));
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(`${url}?q=${encodeURIComponent(asked)}`, { signal: stop.signal })
        .then((answer) => (answer.ok ? (answer.json() as Promise<SearchHit[]>) : Promise.reject(new Error(answer.statusText))))
        .then((hits) => setFound({ state: 'found', hits }))
        .catch(() => {
          if (!stop.signal.aborted) setFound({ state: 'failed' });
        });
    }, 150);
    asking.current = { stop, timer };
  }

  const hits = found.state === 'found' ? found.hits : [];
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  return (
    <dialog ref={box} className="palette" aria-label="Search" onClose={close} {...{ closedby: 'any' }}>
      <Command label="Search" shouldFilter={false}>
        <Command.Input ref={input} value={query} onValueChange={ask} placeholder="Any id, e-mail, IP or device" />
        {found.state === 'idle' && <p className="wait">Paste or type. Enter opens, Escape goes back.</p>}
        {found.state === 'wait' && <p className="wait" role="status">Looking…</p>}
        {found.state === 'failed' && <p className="wait" role="alert">The search could not be asked. Try again in a moment.</p>}
        {found.state === 'found' && found.hits.length === 0 && <p className="wait" role="status">Nothing is known under “{query.trim()}”.</p>}
        <Command.List label="Found">
          {kinds.map((kind) => (
            <Command.Group key={kind} heading={kind}>
              {hits.filter((hit) => hit.kind === kind).map((hit) => (
                <Command.Item key={hit.href} value={hit.href} onSelect={() => { close(); router.push(hit.href); }}>
                  <Icon name={ICON[hit.kind] ?? 'arrow-right'} />{hit.label}<span className="grow" />{hit.beside !== undefined && <span className="xs q">{hit.beside}</span>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </dialog>
  );
}

/** Lets go of a question that nobody waits for any more. */
function letGo(asking: { stop: AbortController; timer: ReturnType<typeof setTimeout> } | null): void {
  if (asking === null) return;
  clearTimeout(asking.timer);
  asking.stop.abort();
}
