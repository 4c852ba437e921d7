// Told before anything is installed: Node's own modules alone.
export const HELP = `Usage: npm run demo -- [--accounts N] [--days N] [--json] [--port N]

Runs Countersign with a believable population: --accounts (default 1200) over --days (default 90) days.
--json prints one line of JSON on standard output once it is ready: {url, people: [{name, role, email, password}], apiKey}.
PORT, DATABASE_URL (a PostgreSQL server of yours, 15 or later), COUNTERSIGN_DATA (default .countersign) and HOST
(default 127.0.0.1) are read from the environment. A second run keeps its data.

The first start installs the packages, builds the console and lives through the population: some minutes on a machine of one's own, up to ten on two
busy cores. Later ones take seconds.
`;
