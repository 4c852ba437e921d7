'use client';
import { Fragment, useEffect, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { oddsOf } from '@/lib/policy/odds';
import { formOf } from '../policy/form-of';
import { count, plural } from '../ui/words';

const BANDS = ['watch', 'review', 'act'] as const;
type Band = (typeof BANDS)[number];
type Thresholds = Readonly<Record<Band, number>>;

export type ThresholdHandlesProps = {
  bands: Thresholds;
  bins: { from: number; step: number };
  accounts: readonly number[];
  /** Within the drawing, as shares of its width and height: ends of the scale, how low the handles stand, how high the scale. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** The drawing under them. */
  children: ReactNode;
};

/** Between two thresholds at least, in nats, and what an arrow key moves. */
const GAP = 0.1;
const LEAP = 0.5;

/**
 * The thresholds of a histogram by pointer and by arrow keys. They are written into the form's fields of the same name, and
 * nothing is kept until that form is sent, from here or from there; what is typed there moves the handles.
 */
export function ThresholdHandles({ bands, bins, accounts, left, right, top, bottom, children }: ThresholdHandlesProps) {
  const [at, setAt] = useState<Thresholds>(bands);
  useEffect(() => {
    const read = (): void => setAt((before) => {
      const now = Object.fromEntries(BANDS.map((band) => { const typed = Number(fieldOf(band)?.value || NaN); return [band, Number.isFinite(typed) ? typed : before[band]]; })) as Thresholds;
      return BANDS.every((band) => now[band] === before[band]) ? before : now;
    });
    read();
    document.addEventListener('input', read);
    return () => document.removeEventListener('input', read);
  }, [bands]);
  const [least, most] = [bins.from * Math.LN10, (bins.from + accounts.length * bins.step) * Math.LN10];
  const bounds = (band: Band): [number, number] => {
    const place = BANDS.indexOf(band);
    return [hundredths(place === 0 ? least : at[BANDS[place - 1]!] + GAP), hundredths(place === 2 ? most : at[BANDS[place + 1]!] - GAP)];
  };
  const move = (band: Band, nats: number): void => {
    const [low, high] = bounds(band);
    const field = fieldOf(band);
    if (field === null) return;
    field.value = String(hundredths(Math.min(high, Math.max(low, nats))));
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const drag = (band: Band) => (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement!.getBoundingClientRect();
    move(band, least + ((event.clientX - box.left) / box.width - left) / (right - left) * (most - least));
  };
  const press = (band: Band) => (event: KeyboardEvent): void => {
    const [low, high] = bounds(band);
    const step = { ArrowLeft: -GAP, ArrowDown: -GAP, ArrowRight: GAP, ArrowUp: GAP, PageDown: -LEAP, PageUp: LEAP, Home: low - at[band], End: high - at[band] }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(band, at[band] + step);
  };
  const from = (nats: number): number => accounts.reduce((sum, each, index) => ((bins.from + (index + 0.5) * bins.step) * Math.LN10 >= nats ? sum + each : sum), 0);
  const moved = BANDS.filter((band) => Math.abs(at[band] - bands[band]) > 1e-9);
  return (
    <>
      <div className="thresholded">
        {children}
        {BANDS.map((band, nth) => {
          const place = left + (Math.min(most, Math.max(least, at[band])) - least) / (most - least) * (right - left);
          return (
            <Fragment key={band}>
              {moved.includes(band) && <span className="threshold-line" style={{ '--at': `${place * 100}%`, '--top': `${top * 100}%`, '--bottom': `${bottom * 100}%` } as CSSProperties} />}
              <button
                type="button" role="slider" className={moved.includes(band) ? 'threshold moved' : 'threshold'} style={{ '--at': `${place * 100}%`, '--top': `${top * 100}%`, '--nth': nth } as CSSProperties}
                aria-label={`Where ${band} begins`} aria-valuemin={bounds(band)[0]} aria-valuemax={bounds(band)[1]} aria-valuenow={at[band]} aria-valuetext={`${oddsOf(at[band])}, ${plural(from(at[band]), 'account')} from there`}
                onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); event.currentTarget.focus(); event.preventDefault(); }} onPointerMove={drag(band)} onKeyDown={press(band)}
              />
            </Fragment>
          );
        })}
      </div>
      {moved.length > 0 && (
        <p className="thresholds sm" role="status">
          {moved.map((band) => `${band[0]!.toUpperCase()}${band.slice(1)} from ${oddsOf(at[band])}: ${count(from(at[band]))} accounts or so, instead of ${count(from(bands[band]))}.`).join(' ')} <button type="submit" form={formOf('bands')} name="from" value="handles" className="btn sml">Keep it</button>
        </p>
      )}
    </>
  );
}

const hundredths = (nats: number): number => Math.round(nats * 100) / 100;
const fieldOf = (band: Band): HTMLInputElement | null => document.querySelector(`#f-values-bands-${band}`);
