/** A chance in [0, 1): what the draw of `case.claimNext` is given. */
export type Chance = number;

/** Whether the next case handed out is drawn by chance from accounts below review, by the policy's share. */
export function drawsByChance(sampleShare: number, chance: Chance): boolean {
  return chance < sampleShare;
}

/** Which of `eligible` accounts, counted from 0. */
export function placeOfDraw(eligible: number, chance: Chance): number {
  return Math.min(eligible - 1, Math.floor(chance * eligible));
}
