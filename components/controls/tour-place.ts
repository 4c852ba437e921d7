/** Something on the window, pixels. */
type Box = { left: number; top: number; right: number; bottom: number };
/** As a style has it. */
export type Place = { left: number; width?: number; top?: number; bottom?: number };

/** Pixels: how wide the card is, and how narrow it may be for standing beside; its distances; the top bar. */
const WIDTH = 320;
const NARROWEST = 240;
const GAP = 12;
const FOOT = 18;
const UNDER_BAR = 56;

/**
 * Where the card of the tour stands: right of its target, left of it, under or above it, at the first of these where it lies on nothing that is `kept` in sight; beside the
 * target it goes down past that, and where that is in the way everywhere it stands in the target's own lower corner. Where there is no room beside, at the foot of the window, or
 * at its head where the foot would cover the target. Null where the target is out of sight. `height`: of the card as it stands; made narrower, it is measured once more.
 */
export function placeBeside(target: Box, height: number, kept: readonly Box[], { width: wide, height: high }: { width: number; height: number }): Place | null {
  if (target.bottom < 8 || target.top > high) return null;
  const tops = [Math.max(UNDER_BAR, Math.min(target.top, high - height - GAP)), ...kept.map(({ bottom }) => bottom + GAP).filter((top) => top >= UNDER_BAR && top + height + GAP <= high)];
  const beside = (left: number, width: number): Place[] => tops.map((top) => ({ left, top, width }));
  const after = wide - target.right - 2 * GAP;
  const before = target.left - 2 * GAP;
  const left = Math.max(GAP, Math.min(target.left, wide - WIDTH - GAP));
  const places: Place[] = [
    ...(after >= WIDTH || (after >= NARROWEST && before < WIDTH) ? beside(target.right + GAP, Math.min(WIDTH, after)) : []),
    ...(before >= NARROWEST ? beside(target.left - GAP - Math.min(WIDTH, before), Math.min(WIDTH, before)) : []),
    ...(target.bottom + GAP + height <= high ? [{ left, top: target.bottom + GAP }] : []),
    ...(target.top - GAP - height >= UNDER_BAR - GAP ? [{ left, top: target.top - GAP - height }] : []),
    ...(kept.length > 0 ? [{ left: Math.max(GAP, target.right - WIDTH - GAP), top: Math.max(UNDER_BAR, Math.min(target.bottom, high) - height - GAP) }] : []),
    target.bottom > high - FOOT - height && target.top >= UNDER_BAR + height ? { left, top: UNDER_BAR } : { left, bottom: FOOT },
  ];
  const isClear = ({ left, width = WIDTH, top, bottom = FOOT }: Place): boolean => {
    const upper = top ?? high - bottom - height;
    return !kept.some((one) => left < one.right && one.left < left + width && upper < one.bottom && one.top < upper + height);
  };
  return places.find(isClear) ?? places.at(-1) ?? null;
}
