'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useId, useRef, useTransition, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { LifeStrip } from '@/lib/evidence/panels/life';
import { daysWords, dragged, gripAt, lastDay, pinched, rangeHref, shareOf, stepOf, stepped, wheelFactor, within, zoomed, type Grip, type Range } from '../evidence/exhibits/brush';
import type * as Drawing from '../evidence/exhibits/life-drawing';
import { date } from '../ui/moment';
import { afterPaint } from './after-paint';

type Handle = 'from' | 'to' | 'window';
const HANDLES: readonly { grip: Handle; label: string }[] = [{ grip: 'from', label: 'First day shown' }, { grip: 'window', label: 'Days shown' }, { grip: 'to', label: 'Last day shown' }];
/** A press that moves less than this is a click, pixels. */
const STILL = 5;
/** An end is taken within this distance, pixels; fingers need more. */
const NEAR = { mouse: 9, touch: 20 } as const;

/** The wheel has come to rest after so long without a turn, milliseconds. */
const RESTS_AFTER = 350;

/** Where something is held: the overview over the whole life, or the lanes over the range that they show; `plot` is where it is drawn, pixels of the window. */
type Hold = { on: 'overview' | 'lanes'; plot: { left: number; width: number }; base: Range };
type Drag = Hold & { grip: Grip; startX: number; start: number; moved: boolean };
type Pinch = Hold & { was: readonly [number, number] };

/**
 * The lanes and their overview with a brush: the window is dragged, pulled at its ends or drawn anew, on the overview or across the
 * lanes, by mouse, finger or keys; with Ctrl or ⌘ held the wheel zooms, and so do two fingers. While it moves only the timeline shows it; letting go, or Enter, changes the address, and every
 * panel follows. Escape takes it back, and once more the days that were chosen before. The links under the timeline lead to the same addresses.
 */
export function TimelineBrush({ path, life, range, isChosen, strip, lanes, hours, drawing, overview }: {
  /** The page, without its range. */
  path: string;
  life: Range;
  range: Range;
  /** It was chosen, and is not what the page shows by itself. */
  isChosen: boolean;
  strip: LifeStrip | null;
  lanes: number;
  hours: boolean;
  drawing: ReactNode;
  overview: ReactNode;
}) {
  const router = useRouter();
  const keys = useId();
  const [isPending, startTransition] = useTransition();
  const whole = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const band = useRef<HTMLSpanElement>(null);
  const drag = useRef<Drag | null>(null);
  const pinch = useRef<Pinch | null>(null);
  /** Fingers that are down, by pointer, and where: pixels of the window. */
  const fingers = useRef(new Map<number, number>());
  /** Counts down to the rest of the wheel. */
  const turning = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** What the brush says and the panels do not show yet. */
  const wanted = useRef<Range | null>(null);
  const frame = useRef(0);
  const inks = useRef<Drawing.Inks | null>(null);
  /** What draws while something moves, fetched once the page is seen; until it is there, the finished drawing stands. */
  const pen = useRef<typeof Drawing | null>(null);
  const drawsNow = useEffectEvent((drawing: typeof Drawing) => {
    pen.current = drawing;
    // Whoever was faster moves something already.
    if (wanted.current === null) return;
    begin();
    show(wanted.current);
  });
  useEffect(() => afterPaint(() => void import('../evidence/exhibits/life-drawing').then((drawing) => drawsNow(drawing), () => {})), []);

  /** Moves window, handles and lanes to a range; the lanes once a frame. */
  function show(next: Range): void {
    wanted.current = next;
    if (frame.current === 0) frame.current = requestAnimationFrame(paint);
  }

  function paint(): void {
    frame.current = 0;
    const next = wanted.current;
    if (next === null) return;
    place(next);
    const now = drag.current;
    if (now?.on === 'lanes') return select(now, next);
    const surface = canvas.current;
    if (surface === null || strip === null || inks.current === null || pen.current === null) return;
    if (surface.hidden) size(surface);
    pen.current.drawLife(surface, strip, next, lanes, hours, inks.current);
  }

  function place(next: Range): void {
    const element = whole.current;
    if (element === null) return;
    // On what moves alone: a property of the whole would be handed down to thousands of marks each frame.
    for (const part of element.querySelectorAll<HTMLElement>('.tlover > .win, .grip')) lay(part, next, life);
    for (const { grip } of HANDLES) {
      const handle = element.querySelector(`[data-grip="${grip}"]`);
      handle?.setAttribute('aria-valuenow', String(valueOf(grip, next)));
      handle?.setAttribute('aria-valuetext', wordsOf(grip, next));
    }
  }

  function select({ base }: Drag, next: Range): void {
    if (band.current === null) return;
    lay(band.current, next, base);
    band.current.hidden = false;
  }

  function size(surface: HTMLCanvasElement): void {
    surface.hidden = false;
    const { width, height } = surface.getBoundingClientRect();
    surface.width = Math.round(width * devicePixelRatio);
    surface.height = Math.round(height * devicePixelRatio);
  }

  function begin(): void {
    if (whole.current !== null) inks.current = pen.current?.inksOf(whole.current) ?? null;
  }

  /** Everything as the panels show it. */
  function rest(): void {
    cancelAnimationFrame(frame.current);
    frame.current = 0;
    stopTurning();
    drag.current = null;
    pinch.current = null;
    wanted.current = null;
    if (canvas.current !== null) canvas.current.hidden = true;
    if (band.current !== null) band.current.hidden = true;
    place(range);
  }

  function stopTurning(): void {
    if (turning.current !== null) clearTimeout(turning.current);
    turning.current = null;
  }

  /** Whether somebody is moving it at this moment. */
  const isHeld = (): boolean => drag.current !== null || pinch.current !== null || turning.current !== null;

  function commit(): void {
    const next = wanted.current;
    if (next === null || rangeHref(path, next) === rangeHref(path, range)) return rest();
    startTransition(() => router.push(rangeHref(path, next), { scroll: false }));
  }

  // The panels have followed: what the brush drew meanwhile makes room for the finished drawing.
  const shown = `${range.from} ${range.to} ${isPending}`;
  const settled = useRef(shown);
  useEffect(() => {
    if (settled.current !== shown && !isPending && !isHeld()) rest();
    settled.current = shown;
  });

  function placeOf({ plot }: Hold, clientX: number): number {
    return (clientX - plot.left) / plot.width;
  }

  function instantAt(hold: Hold, clientX: number): number {
    const over = hold.on === 'lanes' ? hold.base : life;
    return over.from + placeOf(hold, clientX) * (over.to - over.from);
  }

  function take(event: PointerEvent<HTMLElement>, on: Hold['on']): void {
    if (event.button !== 0) return;
    const found: Hold = { plot: plotOf(event.currentTarget), on, base: range };
    // The first finger of a touch: whatever was down before it has gone, told or not.
    if (event.isPrimary) fingers.current.clear();
    if (event.pointerType === 'touch') fingers.current.set(event.pointerId, event.clientX);
    if (fingers.current.size === 2 && !event.isPrimary) return takeBoth(event, found);
    if (!event.isPrimary) return;
    stopTurning();
    const start = instantAt(found, event.clientX);
    const over = on === 'lanes' ? range : life;
    const slack = (over.to - over.from) * 0.02;
    if (start < over.from - slack || start > over.to + slack) return;
    const near = NEAR[event.pointerType === 'touch' ? 'touch' : 'mouse'] / found.plot.width;
    const grip = on === 'lanes' ? 'new' : gripAt(shareOf(start, life), { from: shareOf(range.from, life), to: shareOf(range.to, life) }, near);
    event.currentTarget.setPointerCapture(event.pointerId);
    begin();
    drag.current = { ...found, grip, startX: event.clientX, start: Math.min(over.to, Math.max(over.from, start)), moved: false };
  }

  /** A second finger: what the first one drew is taken back, and the two zoom. */
  function takeBoth(event: PointerEvent<HTMLElement>, hold: Hold): void {
    rest();
    const [first = 0, second = 0] = [...fingers.current.values()].map((x) => placeOf(hold, x));
    event.currentTarget.setPointerCapture(event.pointerId);
    begin();
    pinch.current = { ...hold, was: [first, second] };
  }

  function spread({ was, ...hold }: Pinch): void {
    const [first = 0, second = 0] = fingers.current.values();
    // Over the overview the two are the ends of the window; over the lanes they hold the days between them.
    if (hold.on === 'overview') return show(dragged(hold.base, 'new', instantAt(hold, first), instantAt(hold, second), life));
    show(pinched(hold.base, was, [placeOf(hold, first), placeOf(hold, second)], life));
  }

  function move(event: PointerEvent<HTMLElement>): void {
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, event.clientX);
    if (pinch.current !== null) return spread(pinch.current);
    const now = drag.current;
    if (now === null) return;
    if (!now.moved && Math.abs(event.clientX - now.startX) < STILL) return;
    now.moved = true;
    show(dragged(now.base, now.grip, now.start, instantAt(now, event.clientX), now.on === 'lanes' ? now.base : life));
  }

  function letGo(event: PointerEvent<HTMLElement>): void {
    fingers.current.delete(event.pointerId);
    if (pinch.current !== null) {
      pinch.current = null;
      return commit();
    }
    const now = drag.current;
    if (now === null) return;
    drag.current = null;
    if (now.moved) {
      commit();
      if (now.on === 'lanes' && band.current !== null) band.current.hidden = wanted.current === null;
      return;
    }
    // A press beside the window brings it there.
    if (now.on !== 'overview' || now.grip !== 'new') return rest();
    const half = (range.to - range.from) / 2;
    show(within({ from: now.start - half, to: now.start + half }, life));
    commit();
  }

  /** The page took the finger for a scroll of its own, or something else did. */
  function lose(event: PointerEvent<HTMLElement>): void {
    fingers.current.delete(event.pointerId);
    rest();
  }

  /** With Ctrl or ⌘ held, as browsers zoom; without, the wheel scrolls the page as everywhere. */
  function turn(event: WheelEvent): void {
    const area = event.target instanceof Element ? event.target.closest<HTMLElement>('.tllanes, .tlover') : null;
    if (area === null || !(event.ctrlKey || event.metaKey) || drag.current !== null || pinch.current !== null) return;
    event.preventDefault();
    const base = wanted.current ?? range;
    const about = instantAt({ on: area.matches('.tllanes') ? 'lanes' : 'overview', plot: plotOf(area), base }, event.clientX);
    begin();
    show(zoomed(base, wheelFactor(event), about, life));
    stopTurning();
    turning.current = setTimeout(() => {
      turning.current = null;
      commit();
    }, RESTS_AFTER);
  }

  // React hears the wheel too late to keep the browser from zooming the page.
  useEffect(() => {
    const element = whole.current;
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  });
  useEffect(() => () => { if (turning.current !== null) clearTimeout(turning.current); }, []);

  function press(event: KeyboardEvent<HTMLElement>, grip: Handle): void {
    const days = stepOf(event.key, event.shiftKey);
    if (days !== null) {
      event.preventDefault();
      begin();
      show(stepped(wanted.current ?? range, grip, days, life));
    } else if (wanted.current !== null && (event.key === 'Enter' || event.key === 'Escape')) {
      event.preventDefault();
      if (event.key === 'Enter') commit();
      else rest();
    } else if (event.key === 'Escape' && isChosen) {
      event.preventDefault();
      startTransition(() => router.push(path, { scroll: false }));
    }
  }

  // Heard on the window, and so before the tour, which hears Escape on the document.
  useEffect(() => {
    const undo = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || !isHeld()) return;
      event.preventDefault();
      event.stopPropagation();
      rest();
    };
    window.addEventListener('keydown', undo, true);
    return () => window.removeEventListener('keydown', undo, true);
  });

  const placed = { '--a': shareOf(range.from, life), '--b': shareOf(range.to, life) } as CSSProperties;
  const events = (on: Hold['on']) => ({ onPointerDown: (event: PointerEvent<HTMLElement>) => take(event, on), onPointerMove: move, onPointerUp: letGo, onPointerCancel: lose });
  return (
    <div className="brush" ref={whole} aria-busy={isPending}>
      <div className="tllanes" {...events('lanes')}>
        {drawing}
        <canvas ref={canvas} hidden aria-hidden="true" />
        <span ref={band} className="win" hidden />
      </div>
      <div className="tlover" {...events('overview')}>
        {overview}
        <span className="win" style={placed} />
        {HANDLES.map(({ grip, label }) => (
          <span
            key={grip} className={`grip ${grip}`} style={placed} data-grip={grip} role="slider" tabIndex={0} aria-label={label} aria-valuemin={0} aria-valuemax={dayOf(life.to)} aria-valuenow={valueOf(grip, range)} aria-valuetext={wordsOf(grip, range)}
            aria-describedby={keys} onKeyDown={(event) => press(event, grip)}
            onBlur={(event) => { if (wanted.current !== null && !isPending && !isHeld() && !(event.relatedTarget instanceof Element && event.relatedTarget.closest('.brush') !== null)) commit(); }}
          />
        ))}
      </div>
      <p id={keys} className="brushkeys xs q">Drag the window, or across the lanes; the wheel with Ctrl or ⌘, or two fingers, zoom. With keys: arrows a day, with shift a week, page keys a month; Enter shows it; Esc takes it back, also once it is shown.</p>
      <p className="vh" role="status">{isPending ? 'The panels follow.' : `The panels show ${daysWords(range)}.`}</p>
    </div>
  );

  function dayOf(at: number): number {
    return Math.round((at - life.from) / 86_400_000);
  }
  function valueOf(grip: Handle, of: Range): number {
    return dayOf(grip === 'to' ? of.to : of.from);
  }
  function wordsOf(grip: Handle, of: Range): string {
    return grip === 'window' ? daysWords(of) : grip === 'from' ? date(of.from) : lastDay(of);
  }
}

function lay(part: HTMLElement, { from, to }: Range, over: Range): void {
  part.style.setProperty('--a', String(shareOf(from, over)));
  part.style.setProperty('--b', String(shareOf(to, over)));
}

/** Where the names of the lanes end, the sheet says: that goes by the room there is, not by the window. */
function plotOf(area: HTMLElement): Hold['plot'] {
  const { left, width } = area.getBoundingClientRect();
  const names = Number.parseFloat(getComputedStyle(area).getPropertyValue('--l'));
  return { left: left + names, width: width - names };
}
