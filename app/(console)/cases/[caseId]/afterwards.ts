/** The page of the case that follows one that was just decided. */
export const afterwards = (caseId: string): string => `/cases/${caseId}?then=next`;
