/** Territories with which the law forbids nearly all dealings, by ISO 3166-1 code: what the law says, dated and sourced, and no weight of ours. */
export type TerritoryList = { date: string; source: string; codes: ReadonlySet<string> };

/**
 * The one list that names countries, and it says nothing about people: a session from there opens a compliance check and adds nothing to
 * the odds (rule b). Regions without a code of their own (three in Ukraine) are left out: the city sources name no region.
 * The programme on Syria ended on 30 June 2025.
 */
export const SANCTIONED_TERRITORIES: TerritoryList = {
  date: '2025-07-01',
  source: 'US Treasury, OFAC: 31 CFR parts 510, 515 and 560',
  codes: new Set(['CU', 'IR', 'KP']),
};
