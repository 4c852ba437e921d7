/** What is said of a decision that was withdrawn: "Withdrawn. You hold C-2318 again." */
export const withdrawnWords = ({ name, held }: { name: string; held: boolean }): string => `Withdrawn. ${held ? `You hold ${name} again.` : `${name} is with somebody else now.`}`;
