'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Icon, type IconName } from '../ui/icon';
import { Signs } from '../ui/key';
import { plural } from '../ui/words';
import type { Early } from './early-words';
import { controlsWithKeys, press, pressedFor } from './keys';

/** One thing found. `kind` is one of KINDS, or "verb" and "screen"; `hotkey` is the key that leads there as well. */
export type SearchHit = { kind: string; label: string; href: string; beside?: string; hotkey?: string };

/** The kinds by their headings, in the order of the list. */
const KINDS: Readonly<Record<string, { title: string; icon: IconName }>> = {
  verb: { title: 'On this page', icon: 'keyboard' },
  case: { title: 'Cases', icon: 'inbox' }, account: { title: 'Accounts', icon: 'user-round' }, ring: { title: 'Rings', icon: 'users-round' },
  contract: { title: 'Contracts', icon: 'file-text' }, client: { title: 'Accounts of a client', icon: 'wallet' }, session: { title: 'Sessions', icon: 'history' }, event: { title: 'Events', icon: 'history' }, decision: { title: 'Decisions', icon: 'stamp' }, wave: { title: 'Waves', icon: 'layers' }, appeal: { title: 'Appeals', icon: 'scale' },
  delivery: { title: 'Deliveries', icon: 'send' }, import: { title: 'Imports', icon: 'upload' }, draft: { title: 'Drafts of the policy', icon: 'sliders-horizontal' }, ledger: { title: 'Lines of the ledger', icon: 'book-check' }, person: { title: 'People', icon: 'users' }, screen: { title: 'Screens', icon: 'arrow-right' },
};

type Choice = { kind: string; label: string; beside?: string; keys?: string; choose: () => void };
/** What the search answers; `note` says something of the thing itself that was pasted. */
type Answer = { hits: readonly SearchHit[]; note: string | null };
type Found = { state: 'wait' } | { state: 'failed'; words: string } | ({ state: 'found' } & Answer);

const PAUSE_MS = 150;
const FAILED = 'The search could not be asked. Try again in a moment.';

/**
 * Searches by a combobox: the focus stays in the field, the arrows move in the list. What is typed is sent to `url` in the body of a
 * request and kept nowhere; verbs of the page come from the page itself.
 */
export function CommandPalette({ url, typed, close }: { url: string; /** What was typed before it had come; from then on it is typed here. */ typed: () => Early; close: () => void }) {
  const router = useRouter();
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const asking = useRef<{ stop: AbortController; timer: ReturnType<typeof setTimeout> } | null>(null);
  const entered = useRef(false);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<Found>({ state: 'wait' });
  const [verbs] = useState(() => controlsWithKeys().filter(({ keys, control }) => keys !== 'mod+k' && control.closest('nav[aria-label="Main"], .tour') === null));

  // A modal dialog keeps the focus inside, gives it back, and closes on Escape, all by itself. What was typed before stands in the field in the same
  // breath that lets it be typed in, or the next sign would take its place.
  useLayoutEffect(() => {
    box.current?.showModal();
    input.current?.focus();
    const { words, entered: isEntered } = typed();
    entered.current = isEntered;
    setQuery(words);
    ask(words, 0);
    return () => letGo(asking.current);
    // Once: the palette lives as long as it is open.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  function ask(typed: string, pause: number) {
    letGo(asking.current);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ q: typed.trim() }), signal: stop.signal })
        .then(async (answer) => {
          if (answer.ok) return setFound({ state: 'found', ...(await (answer.json() as Promise<Answer>)) });
          const { problem = FAILED } = await (answer.json() as Promise<{ problem?: string }>).catch(() => ({ problem: FAILED }));
          setFound({ state: 'failed', words: problem });
        })
        .catch(() => { if (!stop.signal.aborted) setFound({ state: 'failed', words: FAILED }); });
    }, pause);
    asking.current = { stop, timer };
  }

  function type(typed: string) {
    setQuery(typed);
    setAt(0);
    entered.current = false;
    setFound({ state: 'wait' });
    ask(typed, PAUSE_MS);
  }

  const words = query.trim().toLowerCase();
  const choices: Choice[] = [
    // A verb of a page that has gone meanwhile presses nothing.
    ...verbs.filter(({ name, control }) => control.isConnected && name.toLowerCase().includes(words)).map(({ keys, name, control }) => ({ kind: 'verb', label: name, keys: pressedFor(keys), choose: () => { leave(); press(control); } })),
    ...(found.state === 'found' ? found.hits : []).map(({ kind, label, href, beside, hotkey }) => ({ kind, label, beside, ...(hotkey === undefined ? {} : { keys: pressedFor(hotkey) }), choose: () => { leave(); lead(href, () => router.push(href)); } })),
  ];
  const ordered = Object.keys(KINDS).flatMap((kind) => choices.filter((choice) => choice.kind === kind));
  const current = Math.min(at, ordered.length - 1);
  const optionId = (index: number) => `${id}-option-${index}`;

  // Whoever pastes and presses Enter means what will be found.
  useEffect(() => {
    if (!entered.current || found.state !== 'found') return;
    entered.current = false;
    ordered[0]?.choose();
  });

  /** Closed before anything is pressed, so that the focus is back on the page. */
  function leave() {
    box.current?.close();
  }

  function move(to: number) {
    setAt(to);
    list.current?.querySelector(`[id="${CSS.escape(optionId(to))}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  function listen(event: KeyboardEvent) {
    const last = ordered.length - 1;
    const steps: Readonly<Record<string, number>> = { ArrowDown: current >= last ? 0 : current + 1, ArrowUp: current <= 0 ? last : current - 1, PageDown: Math.min(last, current + 8), PageUp: Math.max(0, current - 8) };
    const to = steps[event.key];
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      move(to);
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (found.state === 'wait' && words !== '' && at === 0) entered.current = true;
    else ordered[current]?.choose();
  }

  let index = -1;
  return (
    <dialog ref={box} className="palette" aria-label="Search" onClose={close} {...{ closedby: 'any' }}>
      <div className="finder">
        <input ref={input} role="combobox" aria-label="Any id, e-mail, IP, device, document number, name, screen or verb" aria-expanded={ordered.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={ordered.length > 0 ? optionId(current) : undefined} aria-describedby={`${id}-state`}
          type="text" autoComplete="off" autoCapitalize="none" autoCorrect="off" spellCheck={false} placeholder="Any id, e-mail, IP, device or document number" value={query} maxLength={400} onChange={(event) => type(event.target.value)} onKeyDown={listen} />
        <div id={`${id}-list`} ref={list} role="listbox" aria-label="Found" aria-busy={found.state === 'wait'}>
          {Object.entries(KINDS).map(([kind, { title, icon }]) => {
            const of = ordered.filter((choice) => choice.kind === kind);
            if (of.length === 0) return null;
            return (
              <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
                <p id={`${id}-${kind}`} className="lbl">{title}</p>
                {of.map((choice) => {
                  index += 1;
                  const mine = index;
                  return (
                    // Chosen by the keys of the field; the pointer is the other way in.
                    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                    <div key={`${mine} ${choice.label}`} id={optionId(mine)} role="option" aria-selected={mine === current} onPointerMove={() => setAt(mine)} onClick={choice.choose}>
                      <Icon name={icon} /><span className="cut">{choice.label}</span><span className="grow" />
                      {choice.beside !== undefined && <span className="xs q cut">{choice.beside}</span>}
                      {choice.keys !== undefined && choice.keys !== '' && <kbd aria-hidden="true"><Signs keys={choice.keys} /></kbd>}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
        <State id={`${id}-state`} found={found} typed={words !== ''} many={ordered.length} />
      </div>
    </dialog>
  );
}

/** What happens with the question, seen and heard; what was typed is not said again. */
function State({ id, found, typed, many }: { id: string; found: Found; typed: boolean; many: number }) {
  if (found.state === 'failed') return <p id={id} className="wait" role="alert"><Icon name="triangle-alert" small /> {found.words}</p>;
  const note = found.state === 'found' ? found.note : null;
  const words = !typed ? 'Paste or type. Identifiers are digested before they are looked for, and kept nowhere.' : found.state === 'wait' ? 'Looking…'
    : many > 0 ? `${note === null ? '' : `${note} `}${plural(many, 'result')}. Enter opens, Escape goes back.`
      : (note ?? 'Nothing is known under this. Looked through cases, accounts, rings, contracts, clients, sessions, events, decisions, waves, deliveries, imports, drafts, the ledger, people, identifiers and the addresses of all sessions.');
  return <p id={id} className="wait" role="status">{words}</p>;
}

/** Lets go of a question that nobody waits for any more. */
function letGo(asking: { stop: AbortController; timer: ReturnType<typeof setTimeout> } | null): void {
  if (asking === null) return;
  clearTimeout(asking.timer);
  asking.stop.abort();
}

/** Goes on as a link does: words that are not sent yet are asked about first (`Unsent`). */
function lead(href: string, go: () => void): void {
  const link = document.createElement('a');
  link.href = href;
  link.hidden = true;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    go();
  });
  document.body.append(link);
  link.click();
  link.remove();
}
