/** Pages of the table behind the timeline: which one the address asks for, null where it asks for none, and the address of another. */
export type LaneRows = { page: number | null; hrefOf: (page: number) => string };

/** `path` is the page as it stands, with its query; `rows` what its address asks for. */
export function laneRows(path: string, rows: string | string[] | undefined): LaneRows {
  return { page: typeof rows === 'string' && /^[1-9]\d{0,4}$/.test(rows) ? Number(rows) : null, hrefOf: (page) => `${path}${path.includes('?') ? '&' : '?'}rows=${page}#same-hands` };
}
